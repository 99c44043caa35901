-- Step `base_cell`: cells of rollup_base, its columns in their order.
base_cell as (
  select m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code, m.kind, m.platform,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from moved m
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
)
