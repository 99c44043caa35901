-- Step `goods_cell`: cells of rollup_goods, its columns in their order.
goods_cell as (
  select g.grain, grain_start(m.day, g.grain) as start_day, m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.host_id, m.category,
         m.platform, m.kind,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from moved m
  cross join (values ('day'), ('ten-days'), ('month')) as g (grain)
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
)
