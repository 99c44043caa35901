-- The same as revenue-series.sql for whoever sees no totals of areas: from the step `sold`, which row-level security keeps to its merchants.
-- $1 basis, $2 day|week|month, $3 the area's code ('' everywhere), $4 its level ('all' everywhere)
sale as materialized (
  select date_trunc($2, start_day) as bucket, place, kind, sum(paid_fen)::bigint as paid_fen, sum(refunded_fen)::bigint as refunded_fen,
         sum(quantity)::bigint as quantity, sum(lines)::bigint as lines, sum(orders)::bigint as orders
  from sold
  group by 1, 2, 3
)
select to_char(s.bucket, 'YYYY-MM-DD') as bucket, sum(s.paid_fen) as paid_fen, sum(s.refunded_fen) as refunded_fen, sum(s.orders) as orders,
       sum(s.lines) as lines, sum(s.quantity) as quantity
from sale s
join division_closure c on c.code = s.place and not c.is_loose and counts_in(s.kind, $1, false, c.level)
where c.area_code = $3 and c.level = $4
group by 1
order by 1
