-- A ranking of merchants, products, categories, platforms, hosts or live sessions: the measures of each member, of the whole and of
-- what belongs to no member, in the range and in the compared range. Continued by rank-tail.sql. Reads rollup_base only.
-- Index: its primary key, by day.
-- $1 basis, $2 subject, $3 within ('' everywhere), $4 not used ('all'), $5 from, $6 to, $7 compared from, $8 compared to (null without
-- comparison), $9 category or null, $10 platform or null, $11 refund view
with span (is_now, day_from, day_to) as (values (true, $5::date, $6::date), (false, $7::date, $8::date)),
inside as materialized (select code from division_closure where area_code = $3 and not is_loose and $4::text is not null),
part as (
  select case $2 when 'merchants' then r.merchant_id::text when 'products' then nullif(r.product_id, 0)::text when 'categories' then nullif(r.category, '')
                 when 'platforms' then r.platform when 'hosts' then nullif(r.host_id, 0)::text else nullif(r.live_session_id, 0)::text end as member,
         span.is_now, r.*
  from span join rollup_base r on r.day between span.day_from and span.day_to
  where $3 = '' or case $1 when 'origin' then r.origin_code else r.merchant_division_code end in (select code from inside)
),
cell as (
  select case when member is null then 'unallocated' else 'member' end as kind, false as is_zone, coalesce(member, '') as id, part.* from part
  union all
  select 'total', false, '', part.* from part
),
