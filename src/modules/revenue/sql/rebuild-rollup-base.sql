-- Writes the base rollup, emptied before, from all entries but those still to be folded.
insert into rollup_base (day, shop_id, platform, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id,
                         merchant_division_code, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
select m.day, m.shop_id, m.platform, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id,
       m.merchant_division_code, sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)
from entry_movement m
where m.kind not like 'loose-%' and not exists (select from entry_todo t where t.shop_id = m.shop_id and t.entry_id = m.entry_id)
group by m.day, m.shop_id, m.platform, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id,
         m.merchant_division_code
order by m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code
