-- Step `moved`: what the claimed entries move, by day and every dimension. Index: primary key of revenue_entry, entry by entry: without the
-- OFFSET, which keeps the lookup apart, the planner may walk the whole index beside a batch.
moved as materialized (
  select m.kind, m.day, m.shop_id, m.platform, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id,
         m.merchant_division_code, m.refund_reason, m.refund_phase,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders,
         sum(m.cash_refunds)::bigint as cash_refunds, sum(m.cohort_refunds)::bigint as cohort_refunds
  from claimed c
  cross join lateral (select * from entry_movement e where e.shop_id = c.shop_id and e.entry_id = c.entry_id offset 0) m
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
)
