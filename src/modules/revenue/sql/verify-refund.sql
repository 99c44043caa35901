-- Cells of the rollup of refunds that differ from the entries folded so far.
-- Result: check, cell, expected, found (at most 1000)
with expected as (
  select grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase, array[refunded_cash_fen, refunded_cohort_fen, cash_refunds, cohort_refunds] as measures
  from (
  select g.grain, grain_start(m.day, g.grain) as start_day, m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.category, m.platform,
         m.refund_reason, m.refund_phase,
         sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen, sum(m.cash_refunds)::bigint as cash_refunds, sum(m.cohort_refunds)::bigint as cohort_refunds
  from (select * from entry_movement e where e.refund_reason <> '' and not exists (select from entry_todo t where t.shop_id = e.shop_id and t.entry_id = e.entry_id)) m
  cross join unnest(enum_range(null::rollup_grain)) as g (grain)
  where m.refund_reason <> ''
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  ) e
),
found as (
  select grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase, array[refunded_cash_fen, refunded_cohort_fen, cash_refunds, cohort_refunds] as measures from rollup_refund
)
select 'rollup_refund' as "check", concat_ws(' ', grain, start_day, 'merchant', merchant_id, 'product', product_id, 'origin', nullif(origin_code, ''), refund_reason, refund_phase) as cell, coalesce(expected.measures::text, 'no cell') as expected, coalesce(found.measures::text, 'none') as found
from expected
full join found using (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase)
where coalesce(expected.measures, '{0,0,0,0}') <> coalesce(found.measures, '{}')
  and not (found.measures is null and expected.measures = '{0,0,0,0}')
limit 1000
