-- Divisions as they are today: what was sold under a code that has another one now is taken away from where it was and added where it is.
-- Only the few codes that changed are read, from rollup_goods, which keeps codes as they are. Distinct orders are not kept by code: the
-- caller shows none. Index: primary key of rollup_goods (grain, start_day).
moved as (
  select bucket.is_now, m.code, m.today_code, r.category, r.platform, sum(r.paid_fen)::bigint as paid_fen,
         sum(r.refunded_cash_fen)::bigint as refunded_cash_fen, sum(r.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(r.quantity)::bigint as quantity, sum(r.lines)::bigint as lines
  from bucket
  join rollup_goods r on r.grain = bucket.grain and r.start_day = bucket.start_day
  join moved_codes() m on m.code = case $1 when 'origin' then r.origin_code else r.merchant_division_code end
  where r.kind = 'line' and exists (select from moved_codes())
  group by 1, 2, 3, 4, 5
),
shifted as (
  select moved.is_now, c.level as level, c.area_code, c.is_loose, moved.category, moved.platform, side.sign * moved.paid_fen as paid_fen,
         side.sign * moved.refunded_cash_fen as refunded_cash_fen, side.sign * moved.refunded_cohort_fen as refunded_cohort_fen,
         side.sign * moved.quantity as quantity, side.sign * moved.lines as lines
  from moved
  cross join lateral (values (moved.code, -1), (moved.today_code, 1)) as side (code, sign)
  join division_closure c on c.code = side.code
),
cell (kind, is_zone, id, is_now, category, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders) as (
  select kind, is_zone, id, is_now, category, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, 0 from as_was
  union all
  select 'member', s.level = 'zone', s.area_code, s.is_now, s.category, s.platform, s.paid_fen, s.refunded_cash_fen, s.refunded_cohort_fen,
         s.quantity, s.lines, 0
  from shifted s
  where not s.is_loose and (s.level = $2 or $2 = 'county' and s.level = 'zone')
    and exists (select from prefix where s.area_code >= prefix.low and s.area_code < prefix.high)
  union all
  select case when s.is_loose then 'unallocated' else 'total' end, false, '', s.is_now, s.category, s.platform, s.paid_fen, s.refunded_cash_fen,
         s.refunded_cohort_fen, s.quantity, s.lines, 0
  from shifted s
  where s.area_code = $3 and (s.is_loose and s.level = $2 or not s.is_loose and s.level = $4)
),
