-- Step `area_cell`: cells of rollup_area, its columns in their order, in every grain.
area_cell as (
  select d.basis, d.level, d.is_loose, d.is_detail, g.grain, grain_start(d.start_day, g.grain) as start_day, d.area_code, d.category,
         sum(d.paid_fen)::bigint as paid_fen, sum(d.refunded_cash_fen)::bigint as refunded_cash_fen, sum(d.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(d.quantity)::bigint as quantity, sum(d.lines)::bigint as lines, sum(d.orders)::bigint as orders
  from (select * from village_area union all select * from county_area) d
  cross join (values ('day'), ('ten-days'), ('month'), ('year')) as g (grain)
  group by 1, 2, 3, 4, 5, 6, 7, 8
)
