-- Steps `leaf`, `county_leaf` and `day_cell`: by basis, place and day, and then by area. Each groups what the one before left, since an entry
-- lies in a dozen areas; and to counties and what is above them all places of a county belong alike.
-- Index: primary key of division_closure.
leaf as materialized (
  select b.basis, m.kind, m.day, m.category, b.code,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from moved m
  cross join lateral (values ('origin', m.origin_code), ('merchant', m.merchant_division_code)) as b (basis, code)
  group by 1, 2, 3, 4, 5
),
county_leaf as materialized (
  select l.basis, l.kind, l.day, l.category, left(l.code, 6) as code,
         sum(l.paid_fen)::bigint as paid_fen, sum(l.refunded_cash_fen)::bigint as refunded_cash_fen, sum(l.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(l.quantity)::bigint as quantity, sum(l.lines)::bigint as lines, sum(l.orders)::bigint as orders
  from leaf l
  group by 1, 2, 3, 4, 5
),
placed as (
  select l.*, c.level, c.is_loose, c.area_code
  from leaf l
  join division_closure c on c.code = l.code and (c.is_loose or c.level in ('township', 'village')) and counts_in(l.kind, l.basis, c.is_loose, c.level)
  union all
  select l.*, c.level, c.is_loose, c.area_code
  from county_leaf l
  join division_closure c on c.code = l.code and not c.is_loose and c.level not in ('township', 'village') and counts_in(l.kind, l.basis, false, c.level)
),
day_cell as materialized (
  select p.basis, p.level, p.is_loose, p.area_code, p.day, p.category,
         sum(p.paid_fen)::bigint as paid_fen, sum(p.refunded_cash_fen)::bigint as refunded_cash_fen, sum(p.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(p.quantity)::bigint as quantity, sum(p.lines)::bigint as lines, sum(p.orders)::bigint as orders
  from placed p
  group by 1, 2, 3, 4, 5, 6
)
