-- For rankings of live sessions and campaigns: the measures of each session and of what belongs to none, in the range and in the compared range, both in
-- single days. Follows asked.sql, continued by rank-sessions.sql or rank-campaigns.sql. Reads rollup_base only: a session lasts a day or two, so
-- it is kept by days. Index: its primary key (day).
-- $1 basis, $2 live-sessions or campaigns, $10 category or null, $11 platform or null, $12 refund view
part_of_session as (
  select nullif(r.live_session_id, 0) as live_session_id, bucket.is_now, sum(r.paid_fen)::bigint as paid_fen,
         sum(case $12 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end)::bigint as refunded_fen,
         sum(r.quantity)::bigint as quantity, sum(r.lines)::bigint as lines, sum(r.orders)::bigint as orders
  from bucket
  join rollup_base r on r.day = bucket.start_day and $2 in ('live-sessions', 'campaigns')
  join prefix on case $1 when 'origin' then r.origin_code else r.merchant_division_code end >= prefix.low
    and case $1 when 'origin' then r.origin_code else r.merchant_division_code end < prefix.high
  where counts_on(r.kind) in ('both', $1)
    and ($11::text is null or r.platform = $11) and ($10::text is null or r.category = $10 or starts_with(r.category, $10 || '.'))
  group by 1, 2
),
