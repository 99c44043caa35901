-- Step {step}: what was sold in the pieces of `bucket` at the places of {ranges}: days from rollup_base, wider pieces from
-- rollup_goods. The words in braces are filled in by sold-step.ts; {place} is the column that says the place on the asked basis.
-- Index: by origin rollup_base_by_origin and rollup_goods_by_origin, by the merchant's home the primary keys, piece by piece: without the
-- OFFSET, which keeps the lookup apart, a plan made for any parameters leaves out the place.
-- $10 category or null, $11 platform or null, $12 refund view (cash|cohort)
{step} as (
  select bucket.is_now, bucket.start_day, r.{place} as place, r.merchant_id, r.product_id, r.host_id, r.category, r.platform, r.kind,
         bucket.sign * r.paid_fen as paid_fen, bucket.sign * case $12 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end as refunded_fen,
         bucket.sign * r.quantity as quantity, bucket.sign * r.lines as lines, bucket.sign * r.orders as orders
  from bucket
  cross join {ranges} range
  cross join lateral (
    select * from rollup_base r where r.day = bucket.start_day and r.{place} >= range.low and r.{place} < range.high offset 0
  ) r
  where bucket.grain = 'day'
    and ($11::text is null or r.platform = $11) and ($10::text is null or r.category = $10 or starts_with(r.category, $10 || '.'))
  union all
  select bucket.is_now, bucket.start_day, r.{place}, r.merchant_id, r.product_id, r.host_id, r.category, r.platform, r.kind,
         bucket.sign * r.paid_fen, bucket.sign * case $12 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end,
         bucket.sign * r.quantity, bucket.sign * r.lines, bucket.sign * r.orders
  from bucket
  cross join {ranges} range
  cross join lateral (
    select * from rollup_goods r
    where r.start_day = bucket.start_day and r.grain = bucket.grain and r.{place} >= range.low and r.{place} < range.high
    offset 0
  ) r
  where bucket.grain <> 'day'
    and ($11::text is null or r.platform = $11) and ($10::text is null or r.category = $10 or starts_with(r.category, $10 || '.'))
),
