-- Takes orders to be posted and removes their to-do rows; both are undone if the transaction fails. Rows another worker holds are passed by.
-- Whether the order is still there is answered, too: one that was retired after somebody marked it must not be posted, because of an
-- order that is not there everything would be reversed.
-- $1 how many
with taken as (
  delete from order_todo t
  where t.ctid = any (array(select ctid from order_todo order by shop_id, order_no limit $1 for update skip locked))
  returning t.shop_id, t.order_no
)
select t.shop_id, t.order_no, exists (select from sales_order o where o.shop_id = t.shop_id and o.order_no = t.order_no) as is_stored
from taken t
