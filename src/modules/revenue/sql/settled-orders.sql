-- A page of orders, by key, and which of them are settled: orders that are still to be posted, or that a pending change of a register
-- may move, differ knowingly. Index: primary key of sales_order.
-- $1 shop id and $2 order number after which the page begins, $3 how many orders
-- Result: shop_id, order_no, is_settled
with page as (
  select o.shop_id, o.order_no from sales_order o
  where (o.shop_id, o.order_no) > ($1::bigint, $2::text)
  order by o.shop_id, o.order_no limit $3
),
moving as materialized (
  select distinct moved.shop_id, moved.order_no from reattribution_todo change, lateral reattributed_orders(change) moved
)
select p.shop_id, p.order_no,
       not exists (select from order_todo t where t.shop_id = p.shop_id and t.order_no = p.order_no)
       and not exists (select from moving m where m.shop_id = p.shop_id and m.order_no = p.order_no) as is_settled
from page p
order by p.shop_id, p.order_no
