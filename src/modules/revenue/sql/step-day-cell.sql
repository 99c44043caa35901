-- Steps `leaf` and `day_cell`: by place, and then by area and day, in detail. Each groups what the one before left, since an entry lies in
-- a dozen areas. Index: primary key of division_closure.
leaf as materialized (
  select m.kind, m.day, m.category, m.platform, m.origin_code, m.merchant_division_code,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from moved m
  group by 1, 2, 3, 4, 5, 6
),
day_cell as (
  select b.basis, c.level::rollup_level as level, c.is_loose, c.area_code, l.day, l.category, l.platform,
         sum(l.paid_fen)::bigint as paid_fen, sum(l.refunded_cash_fen)::bigint as refunded_cash_fen, sum(l.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(l.quantity)::bigint as quantity, sum(l.lines)::bigint as lines, sum(l.orders)::bigint as orders
  from leaf l
  cross join lateral (values ('origin'::rollup_basis, l.origin_code), ('merchant', l.merchant_division_code)) as b (basis, code)
  join division_closure c on c.code = b.code and counts_in(l.kind, b.basis, c.is_loose, c.level::rollup_level)
  group by b.basis, c.level, c.is_loose, c.area_code, l.day, l.category, l.platform
)
