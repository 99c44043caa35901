-- Fills the empty rollup of areas with its finest cells: days, in detail. Follows the steps to `day_cell`.
insert into rollup_area
select basis, level, is_loose, true, 'day', day, area_code, category, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders from day_cell order by 1, 2, 3, 6, 7, 8
