-- Fills an empty rollup of goods from the base rollup.
insert into rollup_goods (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, counts_on, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
select g.grain, grain_start(m.day, g.grain) as start_day, m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.host_id, m.category,
         m.platform, counts_on(m.kind) as counts_on,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from rollup_base m
  cross join unnest(enum_range(null::rollup_grain)) as g (grain)
  where counts_on(m.kind) is not null
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
