-- A ranking of merchants, products, categories, platforms or hosts: the measures of each member, of the whole and of what belongs to no
-- member, in the range and in the compared range. Continued by rank-tail.sql. Reads rollup_goods only.
-- Index: its primary key (grain, start_day, merchant_division_code); on the origin basis the first two columns.
-- $1 basis, $2 subject, $3 and $4 not used (within and its level), $5 codes all areas inside begin with, $6 grains and $7 first days of the
-- range's pieces, $8 and $9 of the compared range's (empty without comparison), $10 category or null, $11 platform or null, $12 refund view
with bucket (is_now, grain, start_day) as materialized (
  select true, * from unnest($6::text[], $7::date[])
  union all
  select false, * from unnest($8::text[], $9::date[])
),
bound (home_low, home_high, origin_low, origin_high) as materialized (
  select case $1 when 'merchant' then code else '' end, case $1 when 'merchant' then code || ':' else ':' end,
         case $1 when 'origin' then code else '' end, case $1 when 'origin' then code || ':' else ':' end
  from unnest($5::text[]) as code
  where $3::text is not null and $4::text is not null
),
part as (
  select case $2 when 'merchants' then nullif(r.merchant_id, 0)::text when 'products' then nullif(r.product_id, 0)::text
                 when 'categories' then nullif(r.category, '') when 'platforms' then r.platform else nullif(r.host_id, 0)::text end as member,
         bucket.is_now, counts_on(r.kind) = 'both' as is_members, r.category, r.platform, r.paid_fen, r.refunded_cash_fen, r.refunded_cohort_fen,
         r.quantity, r.lines, r.orders
  from bucket
  cross join bound
  join rollup_goods r on r.grain = bucket.grain and r.start_day = bucket.start_day
    and r.merchant_division_code >= bound.home_low and r.merchant_division_code < bound.home_high
    and r.origin_code >= bound.origin_low and r.origin_code < bound.origin_high
  where counts_on(r.kind) in ('both', $1)
),
cell as (
  select case when member is null then 'unallocated' else 'member' end as kind, false as is_zone, coalesce(member, '') as id, part.* from part
  -- What corrects the sharing of an order by several merchants is no merchant's and nobody's.
  where $2 <> 'merchants' or is_members
  union all
  select 'total', false, '', part.* from part
),
