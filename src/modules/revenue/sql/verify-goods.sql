-- Cells of the rollup of goods that differ from the base rollup. Follows the steps to `goods_cell`.
-- Result: check, cell, expected, found (at most 1000)
, expected as (select grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures from goods_cell),
found as (select grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind, array[paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders] as measures from rollup_goods)
select 'rollup_goods' as "check",
       concat_ws(' ', grain, start_day, 'merchant', merchant_id, 'product', product_id, 'host', host_id, 'origin', nullif(origin_code, ''), platform) as cell,
       coalesce(expected.measures::text, 'no cell') as expected, coalesce(found.measures::text, 'none') as found
from expected
full join found using (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind)
where coalesce(expected.measures, '{0,0,0,0,0,0}') <> coalesce(found.measures, '{}')
  and not (found.measures is null and expected.measures = '{0,0,0,0,0,0}')
limit 1000
