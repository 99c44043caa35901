-- What was counted on each day, what the platform says of it, and whether the platform is still to be asked. Void orders are not counted.
-- $1 shop id, $2 first day, $3 last day
-- Result: a row for every day. `unpriced`: orders that the platform lists without an amount; `unpriced_counted_fen`: what was counted of those.
-- Index: sales_order_by_shop_payment, platform_total_order_without_amount, primary keys.
with counted as (
  select beijing_day(o.paid_at) as day, o.order_no, coalesce(sum(l.paid_fen), 0) as paid_fen
  from sales_order o left join order_line l on l.shop_id = o.shop_id and l.order_no = o.order_no
  where o.shop_id = $1 and o.void_reason is null
    and o.paid_at >= $2::date::timestamp at time zone 'Asia/Shanghai' and o.paid_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai'
  group by 1, 2
),
summed as (select day, sum(paid_fen) as paid_fen, count(*)::int as orders from counted group by day),
unpriced as (
  select t.day, count(*)::int as orders, coalesce(sum(c.paid_fen), 0) as counted_fen
  from platform_total_order t left join counted c on c.day = t.day and c.order_no = t.order_no
  where t.shop_id = $1 and t.day between $2::date and $3::date and t.paid_fen is null
  group by t.day
)
select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(c.paid_fen, 0)::text as counted_fen, coalesce(c.orders, 0) as counted_orders,
       t.paid_fen::text as platform_fen, t.orders::text as platform_orders, t.source, t.note, t.recorded_at, t.recorded_by,
       coalesce(u.orders, 0) as unpriced, coalesce(u.counted_fen, 0)::text as unpriced_counted_fen,
       p.shop_id is not null as is_wanted, p.due_at, p.attempts, p.fault_code, p.fault_detail
from (select $2::date + n as day from generate_series(0, $3::date - $2::date) n) d
left join summed c on c.day = d.day
left join platform_total t on t.shop_id = $1 and t.day = d.day
left join unpriced u on u.day = d.day
left join platform_total_todo p on p.shop_id = $1 and p.day = d.day
order by d.day
