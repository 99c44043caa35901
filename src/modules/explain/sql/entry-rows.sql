-- The first part of a statement about the entries of a cell: those of some shops' days that have been folded, each with what it moves there
-- in the refund view (see entry_movement). Continued by in-cell.sql. A shop's entries are shown to whoever sees the merchant they count for.
-- Index: revenue_entry_by_day, for the cohort also revenue_entry_by_other_pay_day.
-- $1 basis, $10 refund view, $12 shops and $13 days of the pairs
with pair as materialized (
  select pair.shop_id, pair.day, s.platform
  from unnest($12::bigint[], $13::date[]) as pair (shop_id, day)
  join shop s on s.id = pair.shop_id
),
moved as (
  select e.*, pair.platform, e.paid_fen as moved_paid_fen, case when $10 = 'cash' or e.pay_day = e.day then e.refunded_fen else 0 end as moved_refunded_fen,
         e.quantity as moved_quantity, e.lines as moved_lines, e.orders as moved_orders
  from pair
  join revenue_entry e on e.shop_id = pair.shop_id and e.day = pair.day
  union all
  select e.*, pair.platform, 0, e.refunded_fen, 0, 0, 0
  from pair
  join revenue_entry e on e.shop_id = pair.shop_id and e.pay_day = pair.day and e.pay_day <> e.day
  where $10 = 'cohort'
),
source as (
  select m.shop_id, m.order_no, m.entry_id, m.kind, m.line_no, m.day, m.pay_day, m.origin_code, m.merchant_id, m.product_id, m.live_session_id,
         m.host_id, m.category, m.platform, case $1 when 'origin' then m.origin_code else m.merchant_division_code end as code,
         m.moved_paid_fen as paid_fen, m.moved_refunded_fen as refunded_fen, m.moved_quantity as quantity, m.moved_lines as lines,
         m.moved_orders as orders, m.refund_reason, m.refund_phase, m.posted_at
  from moved m
  where ((select scope()) = 'all' or sees_merchant(m.merchant_id))
    -- Hashed once, however many there are: an anti join read the whole list for every entry.
    and (m.shop_id, m.entry_id) not in (select t.shop_id, t.entry_id from entry_todo t)
),
