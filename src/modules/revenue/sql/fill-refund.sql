-- Fills an empty rollup of refunds from all entries but those still to be folded.
insert into rollup_refund (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase, refunded_cash_fen, refunded_cohort_fen, cash_refunds, cohort_refunds)
select * from (
  select g.grain, grain_start(m.day, g.grain) as start_day, m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.category, m.platform,
         m.refund_reason, m.refund_phase,
         sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen, sum(m.cash_refunds)::bigint as cash_refunds, sum(m.cohort_refunds)::bigint as cohort_refunds
  from (select * from entry_movement e where e.refund_reason <> '' and not exists (select from entry_todo t where t.shop_id = e.shop_id and t.entry_id = e.entry_id)) m
  cross join unnest(enum_range(null::rollup_grain)) as g (grain)
  where m.refund_reason <> ''
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
) expected
order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
