-- Steps `goods_ten_days`, `goods_month` and `goods_cell`: cells of rollup_goods, its columns in their order, each grain made of the finer one.
-- Single days are the base rollup's: by day nearly every cell is one of its own there.
goods_ten_days as (
  select 'ten-days' as grain, grain_start(m.day, 'ten-days') as start_day, m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.host_id,
         m.category, m.platform, m.kind,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from moved m
  group by 2, 3, 4, 5, 6, 7, 8, 9, 10
),
goods_month as (
  select 'month' as grain, grain_start(t.start_day, 'month') as start_day, t.merchant_division_code, t.merchant_id, t.product_id, t.origin_code, t.host_id,
         t.category, t.platform, t.kind,
         sum(t.paid_fen)::bigint as paid_fen, sum(t.refunded_cash_fen)::bigint as refunded_cash_fen, sum(t.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(t.quantity)::bigint as quantity, sum(t.lines)::bigint as lines, sum(t.orders)::bigint as orders
  from goods_ten_days t
  group by 2, 3, 4, 5, 6, 7, 8, 9, 10
),
goods_cell as (
  select * from goods_ten_days
  union all
  select * from goods_month
  union all
  select 'year', grain_start(m.start_day, 'year'), m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.host_id,
         m.category, m.platform, m.kind,
         sum(m.paid_fen)::bigint, sum(m.refunded_cash_fen)::bigint, sum(m.refunded_cohort_fen)::bigint, sum(m.quantity)::bigint, sum(m.lines)::bigint, sum(m.orders)::bigint
  from goods_month m
  group by 2, 3, 4, 5, 6, 7, 8, 9, 10
)
