-- Messages a person wants to have read once more: named ones, or those of a filter, the earliest received first. Rows are locked, so that two
-- people who replay the same do it once. Only what can be read again counts: not what went to another shop or was taken in anew, which is
-- counted there, nor what has no body any more.
-- $1 shop ids and $2 keys of named messages (or null), $3 shop id or null, $4 state, $5 reason code or null, $6 how many
select m.shop_id, m.message_key, s.platform, m.origin, m.received_at, m.external_shop_id, m.state, p.body, p.is_sealed
from inbox_message m
join shop s on s.id = m.shop_id
join inbox_payload p on p.received_day = beijing_day(m.received_at) and p.shop_id = m.shop_id and p.message_key = m.message_key
where case when $1::bigint[] is null
           then m.state = $4::text and ($3::bigint is null or m.shop_id = $3) and ($5::text is null or m.reason_code = $5)
           else (m.shop_id, m.message_key) in (select * from unnest($1::bigint[], $2::text[])) end
  and m.state in ('awaiting-detail', 'ignored', 'quarantined')
  and m.reason_code is distinct from 'message.moved' and m.reason_code is distinct from 'message.read-again'
order by m.received_at, m.shop_id, m.message_key
limit $6
for update of m
