-- The second half of a ranking statement of which one cell is wanted: its sums in the range.
-- $10 category or null, $11 platform or null, $12 refund view (cash|cohort), $13 member|total|unallocated, $14 the member's id ('' of the others)
-- Result: one row
wanted as (
  select paid_fen, case $12 when 'cohort' then refunded_cohort_fen else refunded_cash_fen end as refunded_fen, orders, lines, quantity
  from cell
  where kind = $13 and id = $14 and is_now
    and ($10::text is null or category = $10 or starts_with(category, $10 || '.')) and ($11::text is null or platform = $11)
)
select coalesce(sum(paid_fen), 0) as paid_fen, coalesce(sum(refunded_fen), 0) as refunded_fen, coalesce(sum(orders), 0) as orders,
       coalesce(sum(lines), 0) as lines, coalesce(sum(quantity), 0) as quantity
from wanted
