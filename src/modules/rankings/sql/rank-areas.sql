-- A ranking of areas at one level: the measures of each member, of the whole and of what belongs to no member, in the range and in
-- the compared range. Continued by rank-tail.sql. Reads rollup_area only: per member one row a piece of time, in detail (by category and
-- platform) only when a filter asks for it.
-- Index: its primary key (basis, level, is_loose, is_detail, grain, start_day, area_code).
-- $1 basis, $2 level, $3 within ('' everywhere), $4 level of within ('all' everywhere), $5 codes all areas inside begin with, $6 grains and
-- $7 first days of the range's pieces, $8 and $9 of the compared range's (empty without comparison), $10 category or null, $11 platform or
-- null, $12 refund view
with bucket (is_now, grain, start_day) as (
  select true, * from unnest($6::rollup_grain[], $7::date[])
  union all
  select false, * from unnest($8::rollup_grain[], $9::date[])
),
prefix (low, high) as (select code, code || ':' from unnest($5::text[]) as code),
cell as (
  select 'member' as kind, false as is_zone, r.area_code as id, bucket.is_now, r.*
  from bucket
  cross join prefix
  join rollup_area r on r.grain = bucket.grain and r.start_day = bucket.start_day and r.area_code >= prefix.low and r.area_code < prefix.high
  where r.basis = $1::rollup_basis and r.level = $2::rollup_level and not r.is_loose and r.is_detail = ($10::text is not null or $11::text is not null)
  union all
  select 'member', true, r.area_code, bucket.is_now, r.*
  from bucket
  cross join prefix
  join rollup_area r on r.grain = bucket.grain and r.start_day = bucket.start_day and r.area_code >= prefix.low and r.area_code < prefix.high
  where $2 = 'county' and r.basis = $1::rollup_basis and r.level = 'zone' and not r.is_loose and r.is_detail = ($10::text is not null or $11::text is not null)
  union all
  select 'total', false, '', bucket.is_now, r.*
  from bucket join rollup_area r on r.grain = bucket.grain and r.start_day = bucket.start_day
  where r.basis = $1::rollup_basis and r.level = $4::rollup_level and not r.is_loose and r.area_code = $3 and r.is_detail = ($10::text is not null or $11::text is not null)
  union all
  select 'unallocated', false, '', bucket.is_now, r.*
  from bucket join rollup_area r on r.grain = bucket.grain and r.start_day = bucket.start_day
  where r.basis = $1::rollup_basis and r.level = $2::rollup_level and r.is_loose and r.area_code = $3 and r.is_detail = ($10::text is not null or $11::text is not null)
),
