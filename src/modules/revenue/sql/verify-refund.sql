-- Cells of the rollup of refunds that differ from the entries folded so far. Follows the steps to `refund_cell`.
-- Result: check, cell, expected, found (at most 1000)
, expected as (select grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase, array[refunded_cash_fen, refunded_cohort_fen, cash_refunds, cohort_refunds] as measures from refund_cell),
found as (select grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase, array[refunded_cash_fen, refunded_cohort_fen, cash_refunds, cohort_refunds] as measures from rollup_refund)
select 'rollup_refund' as "check",
       concat_ws(' ', grain, start_day, 'merchant', merchant_id, 'product', product_id, 'origin', nullif(origin_code, ''), refund_reason, refund_phase) as cell,
       coalesce(expected.measures::text, 'no cell') as expected, coalesce(found.measures::text, 'none') as found
from expected
full join found using (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase)
where coalesce(expected.measures, '{0,0,0,0}') <> coalesce(found.measures, '{}')
  and not (found.measures is null and expected.measures = '{0,0,0,0}')
limit 1000
