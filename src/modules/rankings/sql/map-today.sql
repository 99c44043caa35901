-- Divisions as they are today: what was sold under a code that has another one now is taken away from where it was and added where it is.
-- Only the few codes that changed are read: the step `sold_elsewhere` has what was sold at the places of `moved_place`. Distinct orders are
-- not kept by code: the caller shows none.
-- $1 basis, $2 level
moved as (
  select s.is_now, m.code, m.today_code, sum(s.paid_fen)::bigint as paid_fen, sum(s.refunded_fen)::bigint as refunded_fen,
         sum(s.quantity)::bigint as quantity, sum(s.lines)::bigint as lines
  from sold_elsewhere s
  join moved_codes() m on m.code = s.place
  where s.kind = 'line'
  group by 1, 2, 3
),
shifted as (
  select moved.is_now, c.level as level, c.area_code, c.is_loose, side.sign * moved.paid_fen as paid_fen,
         side.sign * moved.refunded_fen as refunded_fen, side.sign * moved.quantity as quantity, side.sign * moved.lines as lines
  from moved
  cross join lateral (values (moved.code, -1), (moved.today_code, 1)) as side (code, sign)
  join division_closure c on c.code = side.code
),
cell (kind, is_zone, id, is_now, paid_fen, refunded_fen, quantity, lines, orders) as (
  select kind, is_zone, id, is_now, paid_fen, refunded_fen, quantity, lines, 0 from as_was
  union all
  select 'member', s.level = 'zone', s.area_code, s.is_now, s.paid_fen, s.refunded_fen, s.quantity, s.lines, 0
  from shifted s
  where not s.is_loose and (s.level = $2 or $2 = 'county' and s.level = 'zone')
    and exists (select from prefix where s.area_code >= prefix.low and s.area_code < prefix.high)
  union all
  select case when s.is_loose then 'unallocated' else 'total' end, false, '', s.is_now, s.paid_fen, s.refunded_fen, s.quantity, s.lines, 0
  from shifted s
  where s.area_code = $3 and (s.is_loose and s.level = $2 or not s.is_loose and s.level = $4)
),
