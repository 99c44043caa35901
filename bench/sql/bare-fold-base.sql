-- The bare aggregation into rollup_base: no claim, no lock, no to-do rows, no order.
-- Reads bench.chunk, its batches from $1 to $2.
insert into rollup_base as r (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
select m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code, m.kind, m.platform, sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)
from bench.chunk c join entry_movement m on m.shop_id = c.shop_id and m.entry_id = c.entry_id
where c.batch between $1 and $2
group by m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code, m.kind, m.platform
on conflict (day, merchant_division_code, merchant_id, product_id, origin_code, shop_id, live_session_id, host_id, channel, category, kind) do update set
  paid_fen = r.paid_fen + excluded.paid_fen,
  refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
  refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
  quantity = r.quantity + excluded.quantity,
  lines = r.lines + excluded.lines,
  orders = r.orders + excluded.orders
