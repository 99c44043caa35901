-- The first part of a statement about the rollup rows of a cell: those of the range. Continued by in-cell.sql.
-- Index: the primary key of rollup_base (day).
-- $1 basis, $10 refund view, $12 first and $13 last day
with source as (
  select r.shop_id, r.day, r.kind, r.merchant_id, r.product_id, r.live_session_id, r.host_id, r.category, r.platform,
         case $1 when 'origin' then r.origin_code else r.merchant_division_code end as code, r.paid_fen,
         case $10 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end as refunded_fen, r.quantity, r.lines
  from rollup_base r
  where r.day between $12::date and $13::date
),
