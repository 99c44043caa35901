-- A ranking of areas at one level: the measures of each member, of the whole and of what belongs to no member, in the range and in
-- the compared range. Continued by rank-tail.sql. Reads rollup_area only: per member one row a day, category and platform.
-- Index: its primary key (basis, level, is_loose, area_code, day).
-- $1 basis, $2 level, $3 within ('' everywhere), $4 level of within ('all' everywhere), $5 from, $6 to, $7 compared from, $8 compared to
-- (null without comparison), $9 category or null, $10 platform or null, $11 refund view
with span (is_now, day_from, day_to) as (values (true, $5::date, $6::date), (false, $7::date, $8::date)),
inside as materialized (select code from division_closure where area_code = $3 and not is_loose),
cell as (
  select 'member' as kind, r.level = 'zone' as is_zone, r.area_code as id, span.is_now, r.*
  from span join rollup_area r on r.day between span.day_from and span.day_to
  where r.basis = $1 and (r.level = $2 or (r.level = 'zone' and $2 = 'county')) and not r.is_loose and ($3 = '' or r.area_code in (select code from inside))
  union all
  select 'total', false, '', span.is_now, r.*
  from span join rollup_area r on r.day between span.day_from and span.day_to
  where r.basis = $1 and r.level = $4 and not r.is_loose and r.area_code = $3
  union all
  select 'unallocated', false, '', span.is_now, r.*
  from span join rollup_area r on r.day between span.day_from and span.day_to
  where r.basis = $1 and r.level = $2 and r.is_loose and r.area_code = $3
),
