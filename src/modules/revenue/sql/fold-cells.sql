-- Adds the cells of the claimed entries to the rollups of the current set, in key order. One folder at a time (the caller holds the fold
-- lock): more would only wait for the same totals. Follows the steps from `claimed` to `area_cell`: all is one statement.
-- Result: how many entries were folded, the days that changed, and whose they are: `day|merchant|its division|origin|live session`
, base as (
  insert into rollup_base as r select * from base_cell order by day, merchant_division_code, merchant_id, product_id, origin_code, shop_id, live_session_id, host_id, channel, category, kind
  on conflict (day, merchant_division_code, merchant_id, product_id, origin_code, shop_id, live_session_id, host_id, channel, category, kind) do update set
    paid_fen = r.paid_fen + excluded.paid_fen,
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    quantity = r.quantity + excluded.quantity,
    lines = r.lines + excluded.lines,
    orders = r.orders + excluded.orders
),
goods as (
  insert into rollup_goods as r select * from goods_cell order by 2, 1, 3, 4, 5, 6, 7, 8, 9, 10
  on conflict (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind) do update set
    paid_fen = r.paid_fen + excluded.paid_fen,
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    quantity = r.quantity + excluded.quantity,
    lines = r.lines + excluded.lines,
    orders = r.orders + excluded.orders
),
refund as (
  insert into rollup_refund as r select * from refund_cell order by 2, 1, 3, 4, 5, 6, 7, 8, 9, 10
  on conflict (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase) do update set
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    cash_refunds = r.cash_refunds + excluded.cash_refunds,
    cohort_refunds = r.cohort_refunds + excluded.cohort_refunds
),
area as (
  insert into rollup_area as r select * from area_cell order by 6, 5, 2, 1, 3, 4, 7, 8
  on conflict (start_day, grain, level, basis, is_loose, is_detail, area_code, category) do update set
    paid_fen = r.paid_fen + excluded.paid_fen,
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    quantity = r.quantity + excluded.quantity,
    lines = r.lines + excluded.lines,
    orders = r.orders + excluded.orders
)
select (select count(*)::int from claimed) as folded, coalesce((select array_agg(distinct to_char(day, 'YYYY-MM-DD')) from moved), '{}') as days,
  array(select distinct concat(to_char(day, 'YYYY-MM-DD'), '|', merchant_id, '|', merchant_division_code, '|', origin_code, '|', live_session_id) from moved) as places
