-- The same over a copy of the order lines made for it: day and origin already stand in every row, and one index holds all it reads.
-- Index: bench_flat_line_by_day.
-- $1 digits of the members' codes, $2 within ('' everywhere), $3 from, $4 to, $5 compared from, $6 compared to
-- Result: area, is_now, paid_fen, refunded_fen, net_fen, orders
with span (is_now, day_from, day_to) as (values (true, $3::date, $4::date), (false, $5::date, $6::date)),
by_order as (
  select left(l.origin_code, $1::int) as area, span.is_now, l.shop_id, l.order_no, sum(l.paid_fen) as paid_fen, sum(l.refunded_fen) as refunded_fen,
         max(l.lines) as is_sold
  from span join bench_flat_line l on l.day between span.day_from and span.day_to
  where length(l.origin_code) >= $1 and starts_with(l.origin_code, $2)
  group by 1, 2, 3, 4
)
select area, is_now, sum(paid_fen) as paid_fen, sum(refunded_fen) as refunded_fen, sum(paid_fen) - sum(refunded_fen) as net_fen, sum(is_sold) as orders
from by_order
group by area, is_now
order by is_now desc, net_fen desc, area
