-- Folds the claimed entries into the rollups of the current set: groups, and upserts in key order.
-- One folder at a time (the caller holds the fold lock): more would only wait for the same totals. Each step groups what the step before
-- left: entries by every dimension, then by place, then by area and day, then by grain.
-- Index: primary keys of revenue_entry, division_closure and the rollups.
-- Result: the days that changed and how many entries were folded
moved as materialized (
  select m.kind, m.day, m.shop_id, m.platform, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id,
         m.merchant_division_code, m.refund_reason, m.refund_phase,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders,
         sum(m.cash_refunds)::bigint as cash_refunds, sum(m.cohort_refunds)::bigint as cohort_refunds
  from claimed c
  join entry_movement m on m.shop_id = c.shop_id and m.entry_id = c.entry_id
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
),
leaf as materialized (
  select m.kind, m.day, m.category, m.platform, m.origin_code, m.merchant_division_code,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from moved m
  group by m.kind, m.day, m.category, m.platform, m.origin_code, m.merchant_division_code
),
day_cell as materialized (
  select b.basis, c.level::rollup_level as level, c.is_loose, c.area_code, l.day, l.category, l.platform,
         sum(l.paid_fen)::bigint as paid_fen, sum(l.refunded_cash_fen)::bigint as refunded_cash_fen, sum(l.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(l.quantity)::bigint as quantity, sum(l.lines)::bigint as lines, sum(l.orders)::bigint as orders
  from leaf l
  cross join lateral (values ('origin'::rollup_basis, l.origin_code), ('merchant', l.merchant_division_code)) as b (basis, code)
  join division_closure c on c.code = b.code and counts_in(l.kind, b.basis, c.is_loose, c.level::rollup_level)
  group by b.basis, c.level, c.is_loose, c.area_code, l.day, l.category, l.platform
),
base as (
  insert into rollup_base as r (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
  select m.day, m.shop_id, m.product_id, m.live_session_id, m.host_id, m.channel, m.category, m.origin_code, m.merchant_id, m.merchant_division_code, m.kind, m.platform,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from moved m
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
  order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  on conflict (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind) do update set
    paid_fen = r.paid_fen + excluded.paid_fen,
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    quantity = r.quantity + excluded.quantity,
    lines = r.lines + excluded.lines,
    orders = r.orders + excluded.orders
),
goods as (
  insert into rollup_goods as r (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, counts_on, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
  select g.grain, grain_start(m.day, g.grain) as start_day, m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.host_id, m.category,
         m.platform, counts_on(m.kind) as counts_on,
         sum(m.paid_fen)::bigint as paid_fen, sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(m.quantity)::bigint as quantity, sum(m.lines)::bigint as lines, sum(m.orders)::bigint as orders
  from moved m
  cross join unnest(enum_range(null::rollup_grain)) as g (grain)
  where counts_on(m.kind) is not null
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  on conflict (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, counts_on) do update set
    paid_fen = r.paid_fen + excluded.paid_fen,
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    quantity = r.quantity + excluded.quantity,
    lines = r.lines + excluded.lines,
    orders = r.orders + excluded.orders
),
refund as (
  insert into rollup_refund as r (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase, refunded_cash_fen, refunded_cohort_fen, cash_refunds, cohort_refunds)
  select g.grain, grain_start(m.day, g.grain) as start_day, m.merchant_division_code, m.merchant_id, m.product_id, m.origin_code, m.category, m.platform,
         m.refund_reason, m.refund_phase,
         sum(m.refunded_cash_fen)::bigint as refunded_cash_fen, sum(m.refunded_cohort_fen)::bigint as refunded_cohort_fen, sum(m.cash_refunds)::bigint as cash_refunds, sum(m.cohort_refunds)::bigint as cohort_refunds
  from moved m
  cross join unnest(enum_range(null::rollup_grain)) as g (grain)
  where m.refund_reason <> ''
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  on conflict (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase) do update set
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    cash_refunds = r.cash_refunds + excluded.cash_refunds,
    cohort_refunds = r.cohort_refunds + excluded.cohort_refunds
),
area as (
  insert into rollup_area as r (basis, level, is_loose, is_detail, grain, start_day, area_code, category, platform, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
  select d.basis, d.level, d.is_loose, detail.is_detail, g.grain, grain_start(d.day, g.grain) as start_day, d.area_code,
         case when detail.is_detail then d.category else '' end as category, case when detail.is_detail then d.platform else '' end as platform,
         sum(d.paid_fen)::bigint as paid_fen, sum(d.refunded_cash_fen)::bigint as refunded_cash_fen, sum(d.refunded_cohort_fen)::bigint as refunded_cohort_fen,
         sum(d.quantity)::bigint as quantity, sum(d.lines)::bigint as lines, sum(d.orders)::bigint as orders
  from day_cell d
  cross join (values (false), (true)) as detail (is_detail)
  cross join unnest(enum_range(null::rollup_grain)) as g (grain)
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  order by 1, 2, 3, 4, 5, 6, 7, 8, 9
  on conflict (basis, level, is_loose, is_detail, grain, start_day, area_code, category, platform) do update set
    paid_fen = r.paid_fen + excluded.paid_fen,
    refunded_cash_fen = r.refunded_cash_fen + excluded.refunded_cash_fen,
    refunded_cohort_fen = r.refunded_cohort_fen + excluded.refunded_cohort_fen,
    quantity = r.quantity + excluded.quantity,
    lines = r.lines + excluded.lines,
    orders = r.orders + excluded.orders
)
select (select count(*)::int from claimed) as folded, coalesce((select array_agg(distinct to_char(day, 'YYYY-MM-DD')) from moved), '{}') as days
