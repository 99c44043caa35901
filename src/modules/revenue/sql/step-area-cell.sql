-- Steps `day_area` and `area_cell`: cells of rollup_area, its columns in their order: each day cell whole and, for what has money or pieces,
-- by category (distinct orders are not defined there), in every grain.
day_area as (
  select d.basis, d.level, d.is_loose, false as is_detail, d.day, d.area_code, '' as category,
         sum(d.paid_fen)::bigint as paid_fen, sum(d.refunded_cash_fen)::bigint as refunded_cash_fen, sum(d.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(d.quantity)::bigint as quantity, sum(d.lines)::bigint as lines, sum(d.orders)::bigint as orders
  from day_cell d
  group by 1, 2, 3, 5, 6
  union all
  select d.basis, d.level, d.is_loose, true, d.day, d.area_code, d.category, d.paid_fen, d.refunded_cash_fen, d.refunded_cohort_fen, d.quantity, d.lines, 0
  from day_cell d
  where (d.paid_fen, d.refunded_cash_fen, d.refunded_cohort_fen, d.quantity, d.lines) is distinct from (0, 0, 0, 0, 0)
),
area_cell as (
  select d.basis, d.level, d.is_loose, d.is_detail, g.grain, grain_start(d.day, g.grain) as start_day, d.area_code, d.category,
         sum(d.paid_fen)::bigint as paid_fen, sum(d.refunded_cash_fen)::bigint as refunded_cash_fen, sum(d.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(d.quantity)::bigint as quantity, sum(d.lines)::bigint as lines, sum(d.orders)::bigint as orders
  from day_area d
  cross join (values ('day'), ('ten-days'), ('month')) as g (grain)
  group by 1, 2, 3, 4, 5, 6, 7, 8
)
