-- Fills an empty base rollup from all entries but those still to be folded.
insert into rollup_base (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
select m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code, m.kind, m.platform,
       sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
       sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
from entry_movement m
where not exists (select from entry_todo t where t.shop_id = m.shop_id and t.entry_id = m.entry_id)
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
