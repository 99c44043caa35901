-- A ranking of areas at one level: the measures of each member, of the whole and of what belongs to no member, in the range and in
-- the compared range. Continued by map-as-was.sql or map-today.sql and then by rank-tail.sql. Reads rollup_area only: per member one row a
-- piece of time, by category only when a filter asks for it. For all platforms together; of one see rank-areas-of-goods.sql.
-- Index: its primary key (basis, level, is_loose, is_detail, grain, start_day, area_code).
-- $1 basis, $2 level, $3 within ('' everywhere), $4 level of within ('all' everywhere), $5 codes all areas inside begin with, $6 grains and
-- $7 first days of the range's pieces, $8 and $9 of the compared range's (empty without comparison), $10 category or null, $11 platform: null,
-- $12 refund view
with bucket (is_now, grain, start_day) as materialized (
  select true, * from unnest($6::text[], $7::date[])
  union all
  select false, * from unnest($8::text[], $9::date[])
),
prefix (low, high) as materialized (select code, code || ':' from unnest($5::text[]) as code),
as_was (kind, is_zone, id, is_now, category, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders) as (
  select 'member', r.level = 'zone', r.area_code, bucket.is_now, r.category, '', r.paid_fen, r.refunded_cash_fen, r.refunded_cohort_fen,
         r.quantity, r.lines, r.orders
  from bucket
  cross join prefix
  cross join (values ($2), (case $2 when 'county' then 'zone' end)) as member (level)
  join rollup_area r on r.grain = bucket.grain and r.start_day = bucket.start_day and r.area_code >= prefix.low and r.area_code < prefix.high
    and r.level = member.level
  where r.basis = $1 and not r.is_loose and r.is_detail = ($10::text is not null)
  union all
  select case when r.is_loose then 'unallocated' else 'total' end, false, '', bucket.is_now, r.category, '', r.paid_fen,
         r.refunded_cash_fen, r.refunded_cohort_fen, r.quantity, r.lines, r.orders
  from bucket
  cross join (values ($4, false), ($2, true)) as rest (level, is_loose)
  join rollup_area r on r.grain = bucket.grain and r.start_day = bucket.start_day and r.level = rest.level and r.is_loose = rest.is_loose
  where r.basis = $1 and r.area_code = $3 and r.is_detail = ($10::text is not null)
),
