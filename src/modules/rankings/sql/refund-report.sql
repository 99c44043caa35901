-- What was refunded of the sales of an area, by reason, phase, merchant, product or month, and what was paid. Follows asked.sql and the step
-- `sold`. Index: primary key of rollup_refund (start_day, grain, merchant_division_code).
-- $1 basis, $2 reason|phase|merchant|product|month, $10 category or null, $11 platform or null, $12 refund view, $13 how many
-- Result: key (null in the row of the whole), refunded_fen, refunds, paid_fen (null by reason and phase but for the whole)
bound (home_low, home_high, origin_low, origin_high) as materialized (
  select case $1 when 'merchant' then low else '' end, case $1 when 'merchant' then high else ':' end,
         case $1 when 'origin' then low else '' end, case $1 when 'origin' then high else ':' end
  from prefix
),
refunded as (
  select case $2 when 'reason' then r.refund_reason when 'phase' then r.refund_phase when 'merchant' then r.merchant_id::text
                 when 'product' then nullif(r.product_id, 0)::text else to_char(r.start_day, 'YYYY-MM') end as key,
         sum(bucket.sign * case $12 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end)::bigint as refunded_fen,
         sum(bucket.sign * case $12 when 'cohort' then r.cohort_refunds else r.cash_refunds end)::bigint as refunds
  from bucket
  cross join bound b
  join rollup_refund r on r.grain = bucket.grain and r.start_day = bucket.start_day and r.merchant_division_code >= b.home_low
    and r.merchant_division_code < b.home_high and r.origin_code >= b.origin_low and r.origin_code < b.origin_high
  where ($10::text is null or r.category = $10 or starts_with(r.category, $10 || '.')) and ($11::text is null or r.platform = $11)
  group by 1
),
paid as (
  select case $2 when 'merchant' then merchant_id::text when 'product' then nullif(product_id, 0)::text when 'month' then to_char(start_day, 'YYYY-MM') end as key,
         sum(paid_fen)::bigint as paid_fen
  from sold
  where kind = 'line'
  group by 1
),
item as (
  select coalesce(refunded.key, '') as key, refunded.refunded_fen, refunded.refunds, paid.paid_fen
  from refunded
  left join paid on $2 not in ('reason', 'phase') and paid.key is not distinct from refunded.key
  where refunded.refunded_fen <> 0 or refunded.refunds <> 0
)
(select null as key, coalesce(sum(refunded_fen), 0) as refunded_fen, coalesce(sum(refunds), 0) as refunds, (select coalesce(sum(paid_fen), 0) from paid) as paid_fen
 from refunded)
union all
(select key, refunded_fen, refunds, paid_fen from item order by refunded_fen desc, key collate "C" limit $13)
