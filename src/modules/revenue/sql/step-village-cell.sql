-- Steps `whole_leaf` and `village_cell`: by day and township or village, which are kept whole. Index: primary key of division_closure.
whole_leaf as (
  select l.basis, l.kind, l.day, l.code,
         sum(l.paid_fen)::bigint as paid_fen, sum(l.refunded_cash_fen)::bigint as refunded_cash_fen, sum(l.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(l.quantity)::bigint as quantity, sum(l.lines)::bigint as lines, sum(l.orders)::bigint as orders
  from leaf l
  group by 1, 2, 3, 4
),
village_cell as (
  select l.basis, c.level collate "C" as level, c.is_loose, l.day, c.area_code,
         sum(l.paid_fen)::bigint as paid_fen, sum(l.refunded_cash_fen)::bigint as refunded_cash_fen, sum(l.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(l.quantity)::bigint as quantity, sum(l.lines)::bigint as lines, sum(l.orders)::bigint as orders
  from whole_leaf l
  join division_closure c on c.code = l.code and c.level in ('township', 'village') and counts_in(l.kind, l.basis, c.is_loose, c.level)
  group by 1, 2, 3, 4, 5
)
