-- The bare aggregation into rollup_goods: no claim, no lock, no to-do rows, no order.
-- Reads bench.chunk, its batches from $1 to $2.
insert into rollup_goods as r (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
select g.grain, grain_start(m.day, g.grain), m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.host_id, m.category, m.platform, m.kind,
       sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)
from bench.chunk c join entry_movement m on m.shop_id = c.shop_id and m.entry_id = c.entry_id
cross join (values ('ten-days'), ('month'), ('year')) as g (grain)
where c.batch between $1 and $2
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
on conflict (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind) do update set
  paid_fen = r.paid_fen + excluded.paid_fen,
  refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
  refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
  quantity = r.quantity + excluded.quantity,
  lines = r.lines + excluded.lines,
  orders = r.orders + excluded.orders
