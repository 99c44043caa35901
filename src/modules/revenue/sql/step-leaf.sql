-- Step `leaf`: what is moved, by basis, day and place.
leaf as not materialized (
  select b.basis, m.kind, m.day, m.category, b.code, m.paid_fen, m.refunded_cash_fen, m.refunded_cohort_fen, m.quantity, m.lines, m.orders
  from moved m
  cross join lateral (values ('origin' collate "C", m.origin_code), ('merchant', m.merchant_division_code)) as b (basis, code)
)
