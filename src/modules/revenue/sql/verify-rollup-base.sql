-- Cells of the base rollup that differ from the entries folded so far.
-- Result: check, cell, expected, found (at most 1000)
with expected as (
  select m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code, m.platform,
         array[sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)]::bigint[] as measures
  from entry_movement m
  where m.kind not like 'loose-%' and not exists (select from entry_todo t where t.shop_id = m.shop_id and t.entry_id = m.entry_id)
  group by m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code, m.platform
),
found as (
  select day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, platform,
         array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures
  from rollup_base
)
select 'rollup_base' as "check",
       concat_ws(' ', day, 'shop', shop_id, 'product', product_id, 'session', live_session_id, 'host', host_id, 'origin', nullif(origin_code, ''), 'merchant', merchant_id) as cell,
       coalesce(expected.platform || ' ' || expected.measures::text, 'no cell') as expected,
       coalesce(found.platform || ' ' || found.measures::text, 'none') as found
from expected
full join found using (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code)
where (expected.platform, expected.measures) is distinct from (found.platform, found.measures)
  and not (found.measures is null and expected.measures = '{0,0,0,0,0,0}')
  and not (expected.measures is null and found.measures = '{0,0,0,0,0,0}')
limit 1000
