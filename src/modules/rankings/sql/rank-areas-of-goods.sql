-- The same as rank-areas.sql for one platform, which rollup_area does not keep: from rollup_goods, by the areas each code lies in.
-- Index: its primary key (grain, start_day). Parameters as there; $11 platform.
with bucket (is_now, grain, start_day) as materialized (
  select true, * from unnest($6::text[], $7::date[])
  union all
  select false, * from unnest($8::text[], $9::date[])
),
prefix (low, high) as materialized (select code, code || ':' from unnest($5::text[]) as code),
sale as materialized (
  select bucket.is_now, case $1 when 'origin' then r.origin_code else r.merchant_division_code end as code, r.kind, r.category, r.platform,
         sum(r.paid_fen)::bigint as paid_fen, sum(r.refunded_cash_fen)::bigint as refunded_cash_fen,
         sum(r.refunded_cohort_fen)::bigint as refunded_cohort_fen, sum(r.quantity)::bigint as quantity, sum(r.lines)::bigint as lines,
         sum(r.orders)::bigint as orders
  from bucket
  join rollup_goods r on r.grain = bucket.grain and r.start_day = bucket.start_day
  where r.platform = $11 and ($10::text is null or r.category = $10 or starts_with(r.category, $10 || '.'))
  group by 1, 2, 3, 4, 5
),
as_was (kind, is_zone, id, is_now, category, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders) as (
  select 'member', c.level = 'zone', c.area_code, s.is_now, s.category, s.platform, s.paid_fen, s.refunded_cash_fen, s.refunded_cohort_fen,
         s.quantity, s.lines, s.orders
  from sale s
  join division_closure c on c.code = s.code and not c.is_loose and counts_in(s.kind, $1, false, c.level)
  where (c.level = $2 or $2 = 'county' and c.level = 'zone') and exists (select from prefix where c.area_code >= prefix.low and c.area_code < prefix.high)
  union all
  select case when c.is_loose then 'unallocated' else 'total' end, false, '', s.is_now, s.category, s.platform, s.paid_fen, s.refunded_cash_fen,
         s.refunded_cohort_fen, s.quantity, s.lines, s.orders
  from sale s
  join division_closure c on c.code = s.code and counts_in(s.kind, $1, c.is_loose, c.level)
  where c.area_code = $3 and (c.is_loose and c.level = $2 or not c.is_loose and c.level = $4)
),
