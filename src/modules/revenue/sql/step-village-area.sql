-- Step `village_area`: the finest cells of rollup_area for townships and villages, whole only: by category they were most of the rows, and their
-- county's part of rollup_goods is soon read.
village_area as (
  select v.basis, v.level, v.is_loose, false as is_detail, 'day' collate "C" as grain, v.day as start_day, v.area_code, '' collate "C" as category,
         v.paid_fen, v.refunded_cash_fen, v.refunded_cohort_fen, v.quantity, v.lines, v.orders
  from village_cell v
)
