-- Takes noted changes of registers and marks the orders they may move. A change is committed by now, so an order recorded meanwhile
-- either is seen here or has read the change itself.
-- $1 how many changes at the most
-- Result: one row with the number of changes taken
with change as (
  delete from reattribution_todo t
  using (select id from reattribution_todo order by id limit $1 for update skip locked) claimed
  where t.id = claimed.id
  returning t.*
),
marked as (
  insert into order_todo (shop_id, order_no)
  select distinct o.shop_id, o.order_no
  from change, lateral reattributed_orders(change::reattribution_todo) o
  join sales_order s on s.shop_id = o.shop_id and s.order_no = o.order_no
  order by 1, 2
  -- Not DO NOTHING: see save-orders.sql.
  on conflict (shop_id, order_no) do update set order_no = excluded.order_no
)
select count(*)::int as taken from change
