-- Cells of the area rollup that differ from the entries folded so far.
-- Result: check, cell, expected, found (at most 1000)
with expected as (
  select m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform,
         array[sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)]::bigint[] as measures
  from area_movement m
  where not exists (select from entry_todo t where t.shop_id = m.shop_id and t.entry_id = m.entry_id)
  group by m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform
),
found as (
  select basis, level, is_loose, area_code, day, category, platform,
         array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures
  from rollup_area
)
select 'rollup_area' as "check",
       concat_ws(' ', day, basis, level, case when is_loose then 'unallocated in' end, coalesce(nullif(area_code, ''), 'everywhere'), nullif(category, ''), platform) as cell,
       coalesce(expected.measures::text, 'no cell') as expected, coalesce(found.measures::text, 'none') as found
from expected
full join found using (basis, level, is_loose, area_code, day, category, platform)
where coalesce(expected.measures, '{0,0,0,0,0,0}') <> coalesce(found.measures, '{}')
  and not (found.measures is null and expected.measures = '{0,0,0,0,0,0}')
limit 1000
