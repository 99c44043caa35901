-- Adds to the rollup of goods the cells of a wider grain, from those of the next finer one.
-- $1 the finer grain, $2 the wider one
insert into rollup_goods
select $2, grain_start(r.start_day, $2), r.merchant_division_code, r.merchant_id, r.product_id, r.origin_code, r.host_id, r.category, r.platform, r.kind,
       sum(r.paid_fen)::bigint, sum(r.refunded_cash_fen)::bigint, sum(r.refunded_cohort_fen)::bigint, sum(r.quantity)::bigint, sum(r.lines)::bigint, sum(r.orders)::bigint
from rollup_goods r
where r.grain = $1
group by 2, 3, 4, 5, 6, 7, 8, 9, 10
order by 2, 3, 4, 5, 6, 7, 8, 9, 10
