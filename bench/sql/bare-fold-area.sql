-- The bare aggregation into rollup_area: no claim, no lock, no to-do rows, no order.
-- Reads bench.chunk, its batches from $1 to $2.
-- In two steps, by day and then by grain: faster than in one.
insert into rollup_area as r (basis, level, is_loose, is_detail, grain, start_day, area_code, category, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
select d.basis, d.level, d.is_loose, detail.is_detail, g.grain, grain_start(d.day, g.grain), d.area_code,
       case when detail.is_detail then d.category else '' end, case when detail.is_detail then d.platform else '' end, sum(d.paid_fen), sum(d.refunded_cash_fen), sum(d.refunded_cohort_fen), sum(d.quantity), sum(d.lines), sum(d.orders)
from (
  select b.basis, c.level::rollup_level as level, c.is_loose, c.area_code, l.day, l.category, l.platform, sum(l.paid_fen) as paid_fen, sum(l.refunded_cash_fen) as refunded_cash_fen, sum(l.refunded_cohort_fen) as refunded_cohort_fen, sum(l.quantity) as quantity, sum(l.lines) as lines, sum(l.orders) as orders
  from (
    select m.kind, m.day, m.category, m.platform, m.origin_code, m.merchant_division_code, sum(m.paid_fen) as paid_fen, sum(m.refunded_cash_fen) as refunded_cash_fen, sum(m.refunded_cohort_fen) as refunded_cohort_fen, sum(m.quantity) as quantity, sum(m.lines) as lines, sum(m.orders) as orders
    from bench.chunk c join entry_movement m on m.shop_id = c.shop_id and m.entry_id = c.entry_id
    where c.batch between $1 and $2
    group by m.kind, m.day, m.category, m.platform, m.origin_code, m.merchant_division_code
  ) l
  cross join lateral (values ('origin'::rollup_basis, l.origin_code), ('merchant', l.merchant_division_code)) as b (basis, code)
  join division_closure c on c.code = b.code and counts_in(l.kind, b.basis, c.is_loose, c.level::rollup_level)
  group by b.basis, c.level, c.is_loose, c.area_code, l.day, l.category, l.platform
) d
cross join (values (false), (true)) as detail (is_detail)
cross join (values ('day'::rollup_grain), ('ten-days'), ('month')) as g (grain)
group by 1, 2, 3, 4, 5, 6, 7, 8, 9
on conflict (basis, level, is_loose, is_detail, grain, start_day, area_code, category, platform) do update set
  paid_fen = r.paid_fen + excluded.paid_fen,
  refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
  refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
  quantity = r.quantity + excluded.quantity,
  lines = r.lines + excluded.lines,
  orders = r.orders + excluded.orders
