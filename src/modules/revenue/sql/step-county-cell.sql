-- Steps `county_leaf` and `county_cell`: by day, county or what is above it, and category. All places of a county belong alike to these.
-- Index: primary key of division_closure.
county_leaf as (
  select l.basis, l.kind, l.day, l.category, left(l.code, 6) as code,
         sum(l.paid_fen)::bigint as paid_fen, sum(l.refunded_cash_fen)::bigint as refunded_cash_fen, sum(l.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(l.quantity)::bigint as quantity, sum(l.lines)::bigint as lines, sum(l.orders)::bigint as orders
  from leaf l
  group by 1, 2, 3, 4, 5
),
county_cell as materialized (
  select l.basis, c.level collate "C" as level, c.is_loose, l.day, c.area_code, l.category,
         sum(l.paid_fen)::bigint as paid_fen, sum(l.refunded_cash_fen)::bigint as refunded_cash_fen, sum(l.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(l.quantity)::bigint as quantity, sum(l.lines)::bigint as lines, sum(l.orders)::bigint as orders
  from county_leaf l
  join division_closure c on c.code = l.code and c.level not in ('township', 'village') and counts_in(l.kind, l.basis, c.is_loose, c.level)
  group by 1, 2, 3, 4, 5, 6
)
