-- Takes messages to be applied and removes their to-do rows; both are undone if the transaction fails.
-- $1 how many
with claimed as (
  delete from inbox_todo t
  using (select shop_id, message_key from inbox_todo order by shop_id, message_key limit $1 for update skip locked) next
  where t.shop_id = next.shop_id and t.message_key = next.message_key
  returning t.shop_id, t.message_key
)
select c.shop_id, c.message_key, s.platform, m.origin, m.received_at, p.body, p.is_sealed
from claimed c
join inbox_message m on m.shop_id = c.shop_id and m.message_key = c.message_key
join shop s on s.id = c.shop_id
left join inbox_payload p on p.received_day = beijing_day(m.received_at) and p.shop_id = c.shop_id and p.message_key = c.message_key
order by c.shop_id, c.message_key
