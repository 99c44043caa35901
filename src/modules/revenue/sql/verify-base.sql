-- Cells of the base rollup that differ from the entries folded so far. Follows the steps to `base_cell`.
-- Result: check, cell, expected, found (at most 1000)
, expected as (select day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind, platform, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures from base_cell),
found as (select day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind, platform, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures from rollup_base)
select 'rollup_base' as "check",
       concat_ws(' ', day, 'shop', shop_id, nullif(kind, 'line'), 'product', product_id, 'session', live_session_id, 'host', host_id, 'origin', nullif(origin_code, ''), 'merchant', merchant_id) as cell,
       coalesce(expected.measures::text, 'no cell') as expected, coalesce(found.measures::text, 'none') as found
from expected
full join found using (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind, platform)
where coalesce(expected.measures, '{0,0,0,0,0,0}') <> coalesce(found.measures, '{}')
  and not (found.measures is null and expected.measures = '{0,0,0,0,0,0}')
limit 1000
