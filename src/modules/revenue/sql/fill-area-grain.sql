-- Adds to the rollup of areas the cells of a wider grain, from those of the next finer one.
-- $1 the finer grain, $2 the wider one, $3 of townships and villages or of the others
insert into rollup_area
select r.basis, r.level, r.is_loose, r.is_detail, $2, grain_start(r.start_day, $2) as start_day, r.area_code, r.category,
       sum(r.paid_fen)::bigint as paid_fen, sum(r.refunded_cash_fen)::bigint as refunded_cash_fen, sum(r.refunded_cohort_fen)::bigint as refunded_cohort_fen,
       sum(r.quantity)::bigint as quantity, sum(r.lines)::bigint as lines, sum(r.orders)::bigint as orders
from rollup_area r
where r.grain = $1 and (r.level in ('township', 'village')) = $3
group by 1, 2, 3, 4, 6, 7, 8
order by 6, 7
