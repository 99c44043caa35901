-- Step `area_cell`: cells of rollup_area, its columns in their order: each day cell in every grain, in detail and whole.
area_cell as (
  select d.basis, d.level, d.is_loose, detail.is_detail, g.grain, grain_start(d.day, g.grain) as start_day, d.area_code,
         case when detail.is_detail then d.category else '' end as category,
         sum(d.paid_fen)::bigint as paid_fen, sum(d.refunded_cash_fen)::bigint as refunded_cash_fen, sum(d.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(d.quantity)::bigint as quantity, sum(d.lines)::bigint as lines, sum(d.orders)::bigint as orders
  from day_cell d
  cross join (values (false), (true)) as detail (is_detail)
  cross join (values ('day'), ('ten-days'), ('month')) as g (grain)
  group by 1, 2, 3, 4, 5, 6, 7, 8
)
