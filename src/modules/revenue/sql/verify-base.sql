-- Cells of the base rollup that differ from the entries folded so far.
-- Result: check, cell, expected, found (at most 1000)
with expected as (
  select day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind, platform, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures
  from (
  select m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code, m.kind, m.platform,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from entry_movement m
  where not exists (select from entry_todo t where t.shop_id = m.shop_id and t.entry_id = m.entry_id)
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
  ) e
),
found as (
  select day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind, platform, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures from rollup_base
)
select 'rollup_base' as "check", concat_ws(' ', day, 'shop', shop_id, nullif(kind, 'line'), 'product', product_id, 'session', live_session_id, 'host', host_id, 'origin', nullif(origin_code, ''), 'merchant', merchant_id) as cell, coalesce(expected.measures::text, 'no cell') as expected, coalesce(found.measures::text, 'none') as found
from expected
full join found using (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind, platform)
where coalesce(expected.measures, '{0,0,0,0,0,0}') <> coalesce(found.measures, '{}')
  and not (found.measures is null and expected.measures = '{0,0,0,0,0,0}')
limit 1000
