-- The bare aggregation into rollup_area: no claim, no lock, no to-do rows, no order.
-- Reads bench.chunk, its batches from $1 to $2.
-- By place, by area and day, and then by grain: faster than in one step.
insert into rollup_area as r (basis, level, is_loose, is_detail, grain, start_day, area_code, category, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
with leaf as materialized (
  select b.basis, m.kind, m.day, m.category, b.code, sum(m.paid_fen) as paid_fen, sum(m.refunded_cash_fen) as refunded_cash_fen, sum(m.refunded_cohort_fen) as refunded_cohort_fen, sum(m.quantity) as quantity, sum(m.lines) as lines, sum(m.orders) as orders
  from bench.chunk c join entry_movement m on m.shop_id = c.shop_id and m.entry_id = c.entry_id
  cross join lateral (values ('origin', m.origin_code), ('merchant', m.merchant_division_code)) as b (basis, code)
  where c.batch between $1 and $2
  group by 1, 2, 3, 4, 5
),
cell as materialized (
  select l.basis, c.level, c.is_loose, c.area_code, l.day, l.category, sum(l.paid_fen) as paid_fen, sum(l.refunded_cash_fen) as refunded_cash_fen, sum(l.refunded_cohort_fen) as refunded_cohort_fen, sum(l.quantity) as quantity, sum(l.lines) as lines, sum(l.orders) as orders
  from leaf l join division_closure c on c.code = l.code and counts_in(l.kind, l.basis, c.is_loose, c.level)
  group by 1, 2, 3, 4, 5, 6
)
select basis, level, is_loose, false, g.grain, grain_start(day, g.grain), area_code, '', sum(paid_fen), sum(refunded_cash_fen), sum(refunded_cohort_fen), sum(quantity), sum(lines), sum(orders)
from cell cross join (values ('day'), ('ten-days'), ('month'), ('year')) as g (grain)
group by 1, 2, 3, 5, 6, 7
union all
select basis, level, is_loose, true, g.grain, grain_start(day, g.grain), area_code, category, sum(paid_fen), sum(refunded_cash_fen), sum(refunded_cohort_fen), sum(quantity), sum(lines), 0
from cell cross join (values ('day'), ('ten-days'), ('month'), ('year')) as g (grain)
where level not in ('township', 'village') and (paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines) is distinct from (0, 0, 0, 0, 0)
group by 1, 2, 3, 5, 6, 7, 8
on conflict (start_day, grain, level, basis, is_loose, is_detail, area_code, category) do update set
  paid_fen = r.paid_fen + excluded.paid_fen,
  refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
  refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
  quantity = r.quantity + excluded.quantity,
  lines = r.lines + excluded.lines,
  orders = r.orders + excluded.orders
