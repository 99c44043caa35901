-- A ranking of live sessions: the measures of each session, of the whole and of what belongs to no session, in the range and in the
-- compared range. Continued by rank-tail.sql. Reads rollup_base only: a session lasts a day or two, so it is kept by days.
-- Index: its primary key (day).
-- $1 basis, $2, $3 and $4 not used, $5 codes all areas inside begin with, $6 not used and $7 the days of the range, $8 not used and $9 the
-- days of the compared range (empty without comparison), $10 category or null, $11 platform or null, $12 refund view
with bucket (is_now, day) as (
  select true, day from unnest($7::date[]) as day
  union all
  select false, day from unnest($9::date[]) as day
),
prefix (low, high) as materialized (
  select code, code || ':' from unnest($5::text[]) as code
  where $2::text is not null and $3::text is not null and $4::text is not null and $6::text[] is not null and $8::text[] is not null
),
part as (
  select nullif(r.live_session_id, 0)::text as member, bucket.is_now, r.category, r.platform, r.paid_fen, r.refunded_cash_fen, r.refunded_cohort_fen,
         r.quantity, r.lines, r.orders
  from bucket
  join rollup_base r on r.day = bucket.day
  join prefix on case $1 when 'origin' then r.origin_code else r.merchant_division_code end >= prefix.low
    and case $1 when 'origin' then r.origin_code else r.merchant_division_code end < prefix.high
  where counts_on(r.kind) in ('both', $1)
),
cell as (
  select case when member is null then 'unallocated' else 'member' end as kind, false as is_zone, coalesce(member, '') as id, part.* from part
  union all
  select 'total', false, '', part.* from part
),
