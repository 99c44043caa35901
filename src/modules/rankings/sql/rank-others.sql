-- A ranking of merchants, products, categories, platforms or hosts: the measures of each member, of the whole and of what belongs to no
-- member, in the range and in the compared range. Follows asked.sql and the step `sold`, continued by rank-tail.sql. {member} is the column
-- that says the member (0 or '' of none); the repository fills it in.
-- $1 basis, $2 subject
part as (
  select r.{member} as member, r.is_now, counts_on(r.kind) = 'both' as is_members, sum(r.paid_fen)::bigint as paid_fen,
         sum(r.refunded_fen)::bigint as refunded_fen, sum(r.quantity)::bigint as quantity, sum(r.lines)::bigint as lines, sum(r.orders)::bigint as orders
  from sold r
  where counts_on(r.kind) in ('both', $1)
  group by 1, 2, 3
),
named as (select nullif(nullif(member::text, '0'), '') as member, is_now, is_members, paid_fen, refunded_fen, quantity, lines, orders from part),
cell (kind, is_zone, id, is_now, paid_fen, refunded_fen, quantity, lines, orders) as (
  select case when member is null then 'unallocated' else 'member' end, false, coalesce(member, ''), is_now, paid_fen, refunded_fen, quantity, lines, orders
  from named
  -- What corrects the sharing of an order by several merchants is no merchant's and nobody's.
  where $2 <> 'merchants' or is_members
  union all
  select 'total', false, '', is_now, paid_fen, refunded_fen, quantity, lines, orders from named
),
