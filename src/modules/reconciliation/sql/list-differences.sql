-- Orders of a day that the platform and the ledger do not tell alike, the largest difference first. An order without an amount there is only missing
-- or not. Index: sales_order_by_shop_payment, primary keys.
-- $1 shop id, $2 day, $3 how many (null: all)
-- Result: order_no, counted_fen and platform_fen (null: not there, or no amount), kind, found (how many there are in all)
with counted as (
  select o.order_no, coalesce(sum(l.paid_fen), 0) as paid_fen
  from sales_order o left join order_line l on l.shop_id = o.shop_id and l.order_no = o.order_no
  where o.shop_id = $1 and o.void_reason is null
    and o.paid_at >= $2::date::timestamp at time zone 'Asia/Shanghai' and o.paid_at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai'
  group by o.order_no
),
told as (select order_no, paid_fen from platform_total_order where shop_id = $1 and day = $2::date)
select coalesce(c.order_no, t.order_no) as order_no, c.paid_fen::text as counted_fen, t.paid_fen::text as platform_fen,
       case when c.order_no is null then 'missing-here' when t.order_no is null then 'missing-there' else 'other-amount' end as kind,
       count(*) over ()::int as found
from counted c full join told t on t.order_no = c.order_no
where c.order_no is null or t.order_no is null or c.paid_fen <> t.paid_fen
order by abs(coalesce(c.paid_fen, 0) - coalesce(t.paid_fen, 0)) desc, 1
limit $3
