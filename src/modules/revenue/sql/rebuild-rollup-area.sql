-- Writes the area rollup, emptied before, from all entries but those still to be folded.
insert into rollup_area (basis, level, is_loose, area_code, day, category, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
select m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform,
       sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)
from area_movement m
where not exists (select from entry_todo t where t.shop_id = m.shop_id and t.entry_id = m.entry_id)
group by m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform
order by m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform
