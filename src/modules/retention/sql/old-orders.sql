-- A page of orders created long enough ago that they may go, and which of them may. The page is of all of them, so that a walk ends
-- however many stay. Index: sales_order_by_creation.
-- $1 as of, $2 time of creation, $3 shop id and $4 order number after which the page begins, $5 how many
-- Result: created_at (text: to the microsecond), shop_id, order_no, settled_on, is_old, is_held
select page.created_at::text as created_at, page.shop_id, page.order_no, to_char(r.settled_on, 'YYYY-MM-DD') as settled_on, r.is_old, r.is_held
from (
  select o.created_at, o.shop_id, o.order_no
  from sales_order o
  -- A day more than needed: months are of different lengths.
  where o.created_at < ((beijing_day($1::timestamptz) - make_interval(months => (select transaction_months from current_retention()))
                         + interval '1 day') at time zone 'Asia/Shanghai')
    and (o.created_at, o.shop_id, o.order_no) > ($2::timestamptz, $3::bigint, $4::text)
  order by o.created_at, o.shop_id, o.order_no
  limit $5
) page, lateral order_retention(page.shop_id, page.order_no, $1) r
order by page.created_at, page.shop_id, page.order_no
