-- How many messages need, or may need, a person, by shop, state and reason. What was ignored is as much as there are messages without a sale:
-- of it only the last month is counted. Index: inbox_message_by_state.
-- $1 shop id or null, $2 received from
select m.shop_id, s.name as shop_name, s.platform, m.state, m.reason_code, count(*)::int as count, max(m.received_at) as latest_at
from inbox_message m
join shop s on s.id = m.shop_id
where (m.state in ('awaiting-detail', 'quarantined', 'conflict') and m.received_at >= $2::timestamptz
       or m.state = 'ignored' and m.received_at >= greatest($2::timestamptz, now() - interval '31 days'))
  and ($1::bigint is null or m.shop_id = $1)
group by 1, 2, 3, 4, 5
order by count(*) desc, 1, 4, 5
limit 500
