-- Folds entries into the rollups: claims, groups, upserts in key order and removes the to-do rows, in one statement.
-- One folder at a time (the caller holds the fold lock): more would only wait for the same totals.
-- $1 how many entries
-- Result: the days that changed and how many entries were folded
with claimed as (
  delete from entry_todo t
  using (select shop_id, entry_id from entry_todo order by shop_id, entry_id limit $1 for update skip locked) next
  where t.shop_id = next.shop_id and t.entry_id = next.entry_id
  returning t.shop_id, t.entry_id
),
base as (
  insert into rollup_base as r (day, shop_id, platform, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id,
                                merchant_division_code, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
  select m.day, m.shop_id, m.platform, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id,
         m.merchant_division_code, sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)
  from claimed c
  join entry_movement m on m.shop_id = c.shop_id and m.entry_id = c.entry_id
  where m.kind not like 'loose-%'
  group by m.day, m.shop_id, m.platform, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id,
           m.merchant_division_code
  order by m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code
  on conflict (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code) do update set
    paid_fen = r.paid_fen + excluded.paid_fen,
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    quantity = r.quantity + excluded.quantity,
    lines = r.lines + excluded.lines,
    orders = r.orders + excluded.orders
  returning r.day
),
area as (
  insert into rollup_area as r (basis, level, is_loose, area_code, day, category, platform,
                                paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
  select m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform,
         sum(m.paid_fen), sum(m.refunded_cash_fen), sum(m.refunded_cohort_fen), sum(m.quantity), sum(m.lines), sum(m.orders)
  from claimed c
  join area_movement m on m.shop_id = c.shop_id and m.entry_id = c.entry_id
  group by m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform
  order by m.basis, m.level, m.is_loose, m.area_code, m.day, m.category, m.platform
  on conflict (basis, level, is_loose, area_code, day, category, platform) do update set
    paid_fen = r.paid_fen + excluded.paid_fen,
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    quantity = r.quantity + excluded.quantity,
    lines = r.lines + excluded.lines,
    orders = r.orders + excluded.orders
)
select (select count(*)::int from claimed) as folded, coalesce((select array_agg(distinct to_char(day, 'YYYY-MM-DD')) from base), '{}') as days
