-- The same as rank-areas.sql for what rollup_area does not keep: one platform, and townships or villages by category. From the step `sold`,
-- by the areas each place lies in.
-- $1 basis, $2 level
sale as materialized (
  select is_now, place, kind, sum(paid_fen)::bigint as paid_fen, sum(refunded_fen)::bigint as refunded_fen, sum(quantity)::bigint as quantity,
         sum(lines)::bigint as lines, sum(orders)::bigint as orders
  from sold
  group by 1, 2, 3
),
as_was (kind, is_zone, id, is_now, paid_fen, refunded_fen, quantity, lines, orders) as (
  select 'member', c.level = 'zone', c.area_code, s.is_now, s.paid_fen, s.refunded_fen, s.quantity, s.lines, s.orders
  from sale s
  join division_closure c on c.code = s.place and not c.is_loose and counts_in(s.kind, $1, false, c.level)
  where (c.level = $2 or $2 = 'county' and c.level = 'zone') and exists (select from prefix where c.area_code >= prefix.low and c.area_code < prefix.high)
  union all
  select case when c.is_loose then 'unallocated' else 'total' end, false, '', s.is_now, s.paid_fen, s.refunded_fen, s.quantity, s.lines, s.orders
  from sale s
  join division_closure c on c.code = s.place and counts_in(s.kind, $1, c.is_loose, c.level)
  where c.area_code = $3 and (c.is_loose and c.level = $2 or not c.is_loose and c.level = $4)
),
