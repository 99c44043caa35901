-- Messages, the latest received first. Of one shop by inbox_message_by_shop, of all shops by inbox_message_by_state (which holds the states
-- that may need a person): each state gives its latest, and the page is the latest of these.
-- $1 shop id or null, $2 states, $3 reason code or null, $4 received from or null, $5 received before or null,
-- $6 receipt, $7 shop and $8 key before which the page begins, $9 how many
select m.shop_id, s.name as shop_name, s.platform, m.message_key, m.origin, m.state, m.reason_code, m.reason_detail, m.message_type, m.order_no,
       m.received_at, to_char(m.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as received_exactly, m.decided_at
from unnest($2::text[]) as wanted (state)
cross join lateral (
  (select * from inbox_message m
   where $1::bigint is not null and m.shop_id = $1 and m.state = wanted.state and ($3::text is null or m.reason_code = $3)
     and m.received_at >= coalesce($4::timestamptz, '-infinity') and m.received_at < coalesce($5::timestamptz, 'infinity')
     and (m.received_at, m.message_key) < ($6::timestamptz, $8::text)
   order by m.received_at desc, m.message_key desc limit $9)
  union all
  (select * from inbox_message m
   where $1::bigint is null and m.state = wanted.state and m.state in ('awaiting-detail', 'ignored', 'quarantined', 'conflict')
     and ($3::text is null or m.reason_code = $3)
     and m.received_at >= coalesce($4::timestamptz, '-infinity') and m.received_at < coalesce($5::timestamptz, 'infinity')
     and (m.received_at, m.shop_id, m.message_key) < ($6::timestamptz, $7::bigint, $8::text)
   order by m.received_at desc, m.shop_id desc, m.message_key desc limit $9)
) m
join shop s on s.id = m.shop_id
order by m.received_at desc, m.shop_id desc, m.message_key desc
limit $9
