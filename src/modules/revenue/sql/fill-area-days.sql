-- Fills the empty rollup of areas with its finest cells: days, whole and by category. Follows the steps to `area_cell`, of which it takes
-- `day_area`: wider grains are made of these faster than of everything at once.
insert into rollup_area
select basis, level, is_loose, is_detail, 'day', day, area_code, category, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders from day_area order by 1, 2, 3, 4, 6, 7, 8
