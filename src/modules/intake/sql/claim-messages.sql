-- Takes messages to be applied and removes their to-do rows; both are undone if the transaction fails.
-- By their place in the table, and looked up one by one behind OFFSET, as entries are (step-claim-entries, step-moved-claimed).
-- $1 how many
with claimed as (
  delete from inbox_todo t
  where t.ctid = any (array(select ctid from inbox_todo order by shop_id, message_key limit $1 for update skip locked))
  returning t.shop_id, t.message_key
)
select c.shop_id, c.message_key, s.platform, m.origin, m.received_at, p.body, p.is_sealed
from claimed c
join shop s on s.id = c.shop_id
cross join lateral (
  select origin, received_at from inbox_message one where one.shop_id = c.shop_id and one.message_key = c.message_key offset 0
) m
left join lateral (
  select body, is_sealed from inbox_payload one
  where one.received_day = beijing_day(m.received_at) and one.shop_id = c.shop_id and one.message_key = c.message_key offset 0
) p on true
order by c.shop_id, c.message_key
