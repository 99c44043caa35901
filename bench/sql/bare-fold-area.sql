-- The bare aggregation into a copy of rollup_area: no claim, no lock, no order.
-- $1 and $2 the first entry's shop and id, $3 and $4 the last one's; all entries if null
insert into bench_rollup_area as r (basis, level, is_loose, area_code, day, category, platform,
                                    paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
select m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform,
       sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)
from area_movement m
where ($1::bigint is null or (m.shop_id, m.entry_id) between ($1, $2::bigint) and ($3::bigint, $4::bigint))
group by m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform
on conflict (basis, level, is_loose, area_code, day, category, platform) do update set
  paid_fen = r.paid_fen + excluded.paid_fen,
  refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
  refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
  quantity = r.quantity + excluded.quantity,
  lines = r.lines + excluded.lines,
  orders = r.orders + excluded.orders
