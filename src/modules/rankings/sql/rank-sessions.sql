-- A ranking of live sessions: the measures of each session, of the whole and of what belongs to no session, in the range and in the
-- compared range, both in single days. Follows asked.sql, continued by rank-tail.sql. Reads rollup_base only: a session lasts a day or two, so
-- it is kept by days. Index: its primary key (day).
-- $1 basis, $2 live-sessions, $10 category or null, $11 platform or null, $12 refund view
part as (
  select nullif(r.live_session_id, 0)::text as member, bucket.is_now, sum(r.paid_fen)::bigint as paid_fen,
         sum(case $12 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end)::bigint as refunded_fen,
         sum(r.quantity)::bigint as quantity, sum(r.lines)::bigint as lines, sum(r.orders)::bigint as orders
  from bucket
  join rollup_base r on r.day = bucket.start_day and $2 = 'live-sessions'
  join prefix on case $1 when 'origin' then r.origin_code else r.merchant_division_code end >= prefix.low
    and case $1 when 'origin' then r.origin_code else r.merchant_division_code end < prefix.high
  where counts_on(r.kind) in ('both', $1)
    and ($11::text is null or r.platform = $11) and ($10::text is null or r.category = $10 or starts_with(r.category, $10 || '.'))
  group by 1, 2
),
cell (kind, is_zone, id, is_now, paid_fen, refunded_fen, quantity, lines, orders) as (
  select case when member is null then 'unallocated' else 'member' end, false, coalesce(member, ''), is_now, paid_fen, refunded_fen, quantity, lines, orders
  from part
  union all
  select 'total', false, '', is_now, paid_fen, refunded_fen, quantity, lines, orders from part
),
