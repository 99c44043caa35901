-- A ranking of areas at one level: the measures of each member, of the whole and of what belongs to no member, in the range and in
-- the compared range. Follows asked.sql, continued by map-as-was.sql or map-today.sql and then by rank-tail.sql. Reads rollup_area only: per
-- member one row a piece of time, by category only when a filter asks for it. For what rollup_area does not keep see rank-areas-of-goods.sql.
-- Index: its primary key (start_day, grain, level, basis, is_loose, is_detail, area_code), piece by piece: without the OFFSET, which keeps the
-- lookup apart, a plan made for any parameters leaves out the area.
-- $1 basis, $2 level, $10 category or null, $12 refund view
as_was (kind, is_zone, id, is_now, paid_fen, refunded_fen, quantity, lines, orders) as (
  select 'member', r.level = 'zone', r.area_code, bucket.is_now, bucket.sign * r.paid_fen,
         bucket.sign * case $12 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end, bucket.sign * r.quantity,
         bucket.sign * r.lines, bucket.sign * r.orders
  from bucket
  cross join prefix
  cross join (values ($2), (case $2 when 'county' then 'zone' end)) as member (level)
  cross join lateral (
    select * from rollup_area r
    where r.start_day = bucket.start_day and r.grain = bucket.grain and r.level = member.level and r.basis = $1 and not r.is_loose
      and r.is_detail = ($10::text is not null) and r.area_code >= prefix.low and r.area_code < prefix.high
    offset 0
  ) r
  where $10::text is null or r.category = $10 or starts_with(r.category, $10 || '.')
  union all
  select case when r.is_loose then 'unallocated' else 'total' end, false, '', bucket.is_now, bucket.sign * r.paid_fen,
         bucket.sign * case $12 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end, bucket.sign * r.quantity,
         bucket.sign * r.lines, bucket.sign * r.orders
  from bucket
  cross join (values ($4, false), ($2, true)) as rest (level, is_loose)
  cross join lateral (
    select * from rollup_area r
    where r.start_day = bucket.start_day and r.grain = bucket.grain and r.level = rest.level and r.basis = $1 and r.is_loose = rest.is_loose
      and r.is_detail = ($10::text is not null) and r.area_code = $3
    offset 0
  ) r
  where $10::text is null or r.category = $10 or starts_with(r.category, $10 || '.')
),
