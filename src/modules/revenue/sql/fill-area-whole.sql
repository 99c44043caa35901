-- Adds to the rollup of areas its days as a whole, from those by category.
insert into rollup_area
select r.basis, r.level, r.is_loose, false, r.grain, r.start_day, r.area_code, '',
       sum(r.paid_fen)::bigint as paid_fen, sum(r.refunded_cash_fen)::bigint as refunded_cash_fen, sum(r.refunded_cohort_fen)::bigint as refunded_cohort_fen,
       sum(r.quantity)::bigint as quantity, sum(r.lines)::bigint as lines, sum(r.orders)::bigint as orders
from rollup_area r
where r.is_detail and r.grain = 'day'
group by 1, 2, 3, 5, 6, 7
order by 1, 2, 3, 6, 7
