-- The bare aggregation into a copy of rollup_base: no claim, no lock, no order.
-- $1 and $2 the first entry's shop and id, $3 and $4 the last one's; all entries if null
insert into bench_rollup_base as r (day, shop_id, platform, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id,
                                    merchant_division_code, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
select m.day, m.shop_id, m.platform, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id,
       m.merchant_division_code, sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)
from entry_movement m
where m.kind not like 'loose-%' and ($1::bigint is null or (m.shop_id, m.entry_id) between ($1, $2::bigint) and ($3::bigint, $4::bigint))
group by m.day, m.shop_id, m.platform, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id,
         m.merchant_division_code
on conflict (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code) do update set
  paid_fen = r.paid_fen + excluded.paid_fen,
  refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
  refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
  quantity = r.quantity + excluded.quantity,
  lines = r.lines + excluded.lines,
  orders = r.orders + excluded.orders
