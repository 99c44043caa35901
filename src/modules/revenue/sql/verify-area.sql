-- Cells of the rollup of areas that differ from the base rollup. Follows the steps to `area_cell`.
-- Result: check, cell, expected, found (at most 1000)
, expected as (select basis, level, is_loose, is_detail, grain, start_day, area_code, category, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures from area_cell),
found as (select basis, level, is_loose, is_detail, grain, start_day, area_code, category, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures from rollup_area)
select 'rollup_area' as "check",
       concat_ws(' ', grain, start_day, basis, level, case when is_loose then 'unallocated in' end, coalesce(nullif(area_code, ''), 'everywhere'),
                 case when is_detail then 'in detail' end, nullif(category, '')) as cell,
       coalesce(expected.measures::text, 'no cell') as expected, coalesce(found.measures::text, 'none') as found
from expected
full join found using (basis, level, is_loose, is_detail, grain, start_day, area_code, category)
where coalesce(expected.measures, '{0,0,0,0,0,0}') <> coalesce(found.measures, '{}')
  and not (found.measures is null and expected.measures = '{0,0,0,0,0,0}')
limit 1000
