-- Cells of the rollup of areas that differ from the base rollup.
-- Result: check, cell, expected, found (at most 1000)
with leaf as materialized (
  select m.kind, m.day, m.category, m.platform, m.origin_code, m.merchant_division_code,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from rollup_base m
  group by m.kind, m.day, m.category, m.platform, m.origin_code, m.merchant_division_code
),
day_cell as materialized (
  select b.basis, c.level::rollup_level as level, c.is_loose, c.area_code, l.day, l.category, l.platform,
         sum(l.paid_fen)::bigint as paid_fen, sum(l.refunded_cash_fen)::bigint as refunded_cash_fen, sum(l.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(l.quantity)::bigint as quantity, sum(l.lines)::bigint as lines, sum(l.orders)::bigint as orders
  from leaf l
  cross join lateral (values ('origin'::rollup_basis, l.origin_code), ('merchant', l.merchant_division_code)) as b (basis, code)
  join division_closure c on c.code = b.code and counts_in(l.kind, b.basis, c.is_loose, c.level::rollup_level)
  group by b.basis, c.level, c.is_loose, c.area_code, l.day, l.category, l.platform
),
expected as (
  select basis, level, is_loose, is_detail, grain, start_day, area_code, category, platform, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures
  from (
  select d.basis, d.level, d.is_loose, detail.is_detail, g.grain, grain_start(d.day, g.grain) as start_day, d.area_code,
         case when detail.is_detail then d.category else '' end as category, case when detail.is_detail then d.platform else '' end as platform,
         sum(d.paid_fen)::bigint as paid_fen, sum(d.refunded_cash_fen)::bigint as refunded_cash_fen, sum(d.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(d.quantity)::bigint as quantity, sum(d.lines)::bigint as lines, sum(d.orders)::bigint as orders
  from day_cell d
  cross join (values (false), (true)) as detail (is_detail)
  cross join unnest(enum_range(null::rollup_grain)) as g (grain)
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  ) e
),
found as (
  select basis, level, is_loose, is_detail, grain, start_day, area_code, category, platform, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures from rollup_area
)
select 'rollup_area' as "check", concat_ws(' ', grain, start_day, basis, level, case when is_loose then 'unallocated in' end, coalesce(nullif(area_code, ''), 'everywhere'), case when is_detail then 'in detail' end, nullif(category, ''), nullif(platform, '')) as cell, coalesce(expected.measures::text, 'no cell') as expected, coalesce(found.measures::text, 'none') as found
from expected
full join found using (basis, level, is_loose, is_detail, grain, start_day, area_code, category, platform)
where coalesce(expected.measures, '{0,0,0,0,0,0}') <> coalesce(found.measures, '{}')
  and not (found.measures is null and expected.measures = '{0,0,0,0,0,0}')
limit 1000
