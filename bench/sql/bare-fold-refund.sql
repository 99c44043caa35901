-- The bare aggregation into rollup_refund: no claim, no lock, no to-do rows, no order.
-- Reads bench.chunk, its batches from $1 to $2.
insert into rollup_refund as r (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase, refunded_cash_fen, refunded_cohort_fen, cash_refunds, cohort_refunds)
select g.grain, grain_start(m.day, g.grain), m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.category, m.platform, m.refund_reason, m.refund_phase,
       sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.cash_refunds), sum(m.cohort_refunds)
from bench.chunk c join entry_movement m on m.shop_id = c.shop_id and m.entry_id = c.entry_id
cross join (values ('day'), ('ten-days'), ('month'), ('year')) as g (grain)
where c.batch between $1 and $2 and m.refund_reason <> ''
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
on conflict (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase) do update set
  refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
  refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
  cash_refunds = r.cash_refunds + excluded.cash_refunds,
  cohort_refunds = r.cohort_refunds + excluded.cohort_refunds
