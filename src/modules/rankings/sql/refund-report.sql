-- What was refunded of the sales of an area, by reason, phase, merchant, product or month, and what was paid. Reads rollup_refund and
-- rollup_goods only. Index: their primary keys (grain, start_day, merchant_division_code).
-- $1 basis, $2 codes all areas inside begin with, $3 grains and $4 first days of the range's pieces, $5 category or null, $6 platform or null,
-- $7 refund view, $8 reason|phase|merchant|product|month, $9 how many
-- Result: key (null in the row of the whole), refunded_fen, refunds, paid_fen (null by reason and phase but for the whole)
with bound (home_low, home_high, origin_low, origin_high) as materialized (
  select case $1 when 'merchant' then code else '' end, case $1 when 'merchant' then code || ':' else ':' end,
         case $1 when 'origin' then code else '' end, case $1 when 'origin' then code || ':' else ':' end
  from unnest($2::text[]) as code
),
piece (grain, start_day) as materialized (select * from unnest($3::text[], $4::date[])),
refunded as (
  select case $8 when 'reason' then r.refund_reason when 'phase' then r.refund_phase when 'merchant' then r.merchant_id::text
                 when 'product' then nullif(r.product_id, 0)::text else to_char(r.start_day, 'YYYY-MM') end as key,
         sum(case $7 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end)::bigint as refunded_fen,
         sum(case $7 when 'cohort' then r.cohort_refunds else r.cash_refunds end)::bigint as refunds
  from piece
  cross join bound b
  join rollup_refund r on r.grain = piece.grain and r.start_day = piece.start_day and r.merchant_division_code >= b.home_low
    and r.merchant_division_code < b.home_high and r.origin_code >= b.origin_low and r.origin_code < b.origin_high
  where ($5::text is null or r.category = $5 or starts_with(r.category, $5 || '.')) and ($6::text is null or r.platform = $6)
  group by 1
),
paid as (
  select case $8 when 'merchant' then g.merchant_id::text when 'product' then nullif(g.product_id, 0)::text when 'month' then to_char(g.start_day, 'YYYY-MM') end as key,
         sum(g.paid_fen)::bigint as paid_fen
  from piece
  cross join bound b
  join rollup_goods g on g.grain = piece.grain and g.start_day = piece.start_day and g.merchant_division_code >= b.home_low
    and g.merchant_division_code < b.home_high and g.origin_code >= b.origin_low and g.origin_code < b.origin_high
  where g.kind = 'line' and ($5::text is null or g.category = $5 or starts_with(g.category, $5 || '.')) and ($6::text is null or g.platform = $6)
  group by 1
),
item as (
  select coalesce(refunded.key, '') as key, refunded.refunded_fen, refunded.refunds, paid.paid_fen
  from refunded
  left join paid on $8 not in ('reason', 'phase') and paid.key is not distinct from refunded.key
  where refunded.refunded_fen <> 0 or refunded.refunds <> 0
)
(select null as key, coalesce(sum(refunded_fen), 0) as refunded_fen, coalesce(sum(refunds), 0) as refunds, (select coalesce(sum(paid_fen), 0) from paid) as paid_fen
 from refunded)
union all
(select key, refunded_fen, refunds, paid_fen from item order by refunded_fen desc, key collate "C" limit $9)
