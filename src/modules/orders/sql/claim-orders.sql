-- Takes orders to be posted and removes their to-do rows; both are undone if the transaction fails. Rows another worker holds are passed by.
-- Whether the order is still there is answered, too: one that was retired after somebody marked it must not be posted, because of an
-- order that is not there everything would be reversed.
-- $1 how many
with taken as (
  delete from order_todo t
  using (select shop_id, order_no from order_todo order by shop_id, order_no limit $1 for update skip locked) claimed
  where t.shop_id = claimed.shop_id and t.order_no = claimed.order_no
  returning t.shop_id, t.order_no
)
select t.shop_id, t.order_no, exists (select from sales_order o where o.shop_id = t.shop_id and o.order_no = t.order_no) as is_stored
from taken t
