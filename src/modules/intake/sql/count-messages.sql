-- How many messages need, or may need, a person, by shop, state and reason. Index: inbox_message_by_state.
-- $1 shop id or null, $2 received from
select m.shop_id, s.name as shop_name, s.platform, m.state, m.reason_code, count(*)::int as count, max(m.received_at) as latest_at
from inbox_message m
join shop s on s.id = m.shop_id
where m.state in ('awaiting-detail', 'ignored', 'quarantined', 'conflict') and m.received_at >= $2::timestamptz and ($1::bigint is null or m.shop_id = $1)
group by 1, 2, 3, 4, 5
order by count(*) desc, 1, 4, 5
limit 500
