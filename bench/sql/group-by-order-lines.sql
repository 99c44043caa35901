-- What a ranking of areas would be without rollups: order lines and refunds of both ranges grouped by the area of their product's origin.
-- Indexes: bench_order_by_payment, bench_line_by_order, bench_refund_by_success (made for this statement), item_mapping's primary key.
-- $1 digits of the members' codes, $2 within ('' everywhere), $3 from, $4 to, $5 compared from, $6 compared to
-- Result: area, is_now, paid_fen, refunded_fen, net_fen, orders
with span (is_now, time_from, time_to) as (
  values (true, $3::date::timestamp at time zone 'Asia/Shanghai', ($4::date + 1)::timestamp at time zone 'Asia/Shanghai'),
         (false, $5::date::timestamp at time zone 'Asia/Shanghai', ($6::date + 1)::timestamp at time zone 'Asia/Shanghai')
),
sold_order as (
  select left(p.origin_division_code, $1::int) as area, span.is_now, o.shop_id, o.order_no, sum(l.paid_fen) as paid_fen
  from span
  join sales_order o on o.paid_at >= span.time_from and o.paid_at < span.time_to and o.void_reason is null
  join order_line l on l.shop_id = o.shop_id and l.order_no = o.order_no
  join item_mapping m on m.shop_id = l.shop_id and m.item_id = l.item_id and m.sku_id = ''
  join product p on p.id = m.product_id
  where length(p.origin_division_code) >= $1 and starts_with(p.origin_division_code, $2)
  group by 1, 2, 3, 4
),
sold as (select area, is_now, sum(paid_fen) as paid_fen, count(*) as orders from sold_order group by area, is_now),
refunded as (
  select left(p.origin_division_code, $1::int) as area, span.is_now, sum(r.amount_fen) as refunded_fen
  from span
  join order_refund r on r.succeeded_at >= span.time_from and r.succeeded_at < span.time_to and r.status = 'succeeded'
  join sales_order o on o.shop_id = r.shop_id and o.order_no = r.order_no and o.paid_at is not null and o.void_reason is null
  join item_mapping m on m.shop_id = r.shop_id and m.item_id = r.item_id and m.sku_id = ''
  join product p on p.id = m.product_id
  where length(p.origin_division_code) >= $1 and starts_with(p.origin_division_code, $2)
  group by 1, 2
)
select area, is_now, coalesce(paid_fen, 0) as paid_fen, coalesce(refunded_fen, 0) as refunded_fen,
       coalesce(paid_fen, 0) - coalesce(refunded_fen, 0) as net_fen, coalesce(orders, 0) as orders
from sold full join refunded using (area, is_now)
order by is_now desc, net_fen desc, area
