-- The second half of a ranking statement of which one cell is wanted: its sums in the range.
-- $13 member|total|unallocated, $14 the member's id ('' of the others)
-- Result: one row
wanted as (select * from cell where kind = $13 and id = $14 and is_now)
select coalesce(sum(paid_fen), 0) as paid_fen, coalesce(sum(refunded_fen), 0) as refunded_fen, coalesce(sum(orders), 0) as orders,
       coalesce(sum(lines), 0) as lines, coalesce(sum(quantity), 0) as quantity
from wanted
