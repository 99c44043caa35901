-- Step `county_area`: the finest cells of rollup_area for counties and what is above them: whole and, where there is money or pieces, by category
-- (distinct orders are not defined there).
county_area as (
  select c.basis, c.level, c.is_loose, false as is_detail, 'day' collate "C" as grain, c.day as start_day, c.area_code, '' collate "C" as category,
         sum(c.paid_fen)::bigint as paid_fen, sum(c.refunded_cash_fen)::bigint as refunded_cash_fen, sum(c.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(c.quantity)::bigint as quantity, sum(c.lines)::bigint as lines, sum(c.orders)::bigint as orders
  from county_cell c
  group by 1, 2, 3, 6, 7
  union all
  select c.basis, c.level, c.is_loose, true, 'day', c.day, c.area_code, c.category, c.paid_fen, c.refunded_cash_fen, c.refunded_cohort_fen, c.quantity, c.lines, 0
  from county_cell c
  where (c.paid_fen, c.refunded_cash_fen, c.refunded_cohort_fen, c.quantity, c.lines) is distinct from (0, 0, 0, 0, 0)
)
