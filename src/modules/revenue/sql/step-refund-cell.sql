-- Step `refund_cell`: cells of rollup_refund, its columns in their order.
refund_cell as (
  select g.grain, grain_start(m.day, g.grain) as start_day, m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.category, m.platform,
         m.refund_reason, m.refund_phase,
         sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen, sum(m.cash_refunds)::bigint as cash_refunds, sum(m.cohort_refunds)::bigint as cohort_refunds
  from moved m
  cross join (values ('day'), ('ten-days'), ('month'), ('year')) as g (grain)
  where m.refund_reason <> ''
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
)
