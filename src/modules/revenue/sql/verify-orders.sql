-- Orders of a page whose entries do not add up to what the order says.
-- $1 shop ids, $2 order numbers
-- Result: cell, expected, found
with target as (
  select t.*
  from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_no), lateral order_entry_target(wanted.shop_id, wanted.order_no) t
),
posted as (
  select e.shop_id, e.order_no, e.line_no, e.kind, e.day, e.pay_day, e.product_id, e.live_session_id, e.host_id, e.channel, e.category,
         e.origin_code, e.merchant_id, e.merchant_division_code, e.refund_reason, e.refund_phase, sum(e.paid_fen) as paid_fen, sum(e.refunded_fen) as refunded_fen,
         sum(e.quantity) as quantity, sum(e.lines) as lines, sum(e.orders) as orders, sum(e.refunds) as refunds
  from unnest($1::bigint[], $2::text[]) as s (shop_id, order_no) join revenue_entry e on e.shop_id = s.shop_id and e.order_no = s.order_no
  group by e.shop_id, e.order_no, e.line_no, e.kind, e.day, e.pay_day, e.product_id, e.live_session_id, e.host_id, e.channel, e.category,
           e.origin_code, e.merchant_id, e.merchant_division_code, e.refund_reason, e.refund_phase
),
difference as (
  select shop_id, order_no, line_no, kind, day,
         concat_ws(' ', 'paid', coalesce(t.paid_fen, 0), 'refunded', coalesce(t.refunded_fen, 0), 'quantity', coalesce(t.quantity, 0), 'lines', coalesce(t.lines, 0), 'orders', coalesce(t.orders, 0), 'refunds', coalesce(t.refunds, 0)) as expected,
         concat_ws(' ', 'paid', coalesce(p.paid_fen, 0), 'refunded', coalesce(p.refunded_fen, 0), 'quantity', coalesce(p.quantity, 0), 'lines', coalesce(p.lines, 0), 'orders', coalesce(p.orders, 0), 'refunds', coalesce(p.refunds, 0)) as found
  from target t
  full join posted p using (shop_id, order_no, line_no, kind, day, pay_day, product_id, live_session_id, host_id, channel, category, origin_code,
                            merchant_id, merchant_division_code, refund_reason, refund_phase)
  where (coalesce(t.paid_fen, 0), coalesce(t.refunded_fen, 0), coalesce(t.quantity, 0), coalesce(t.lines, 0), coalesce(t.orders, 0), coalesce(t.refunds, 0))
        is distinct from (coalesce(p.paid_fen, 0), coalesce(p.refunded_fen, 0), coalesce(p.quantity, 0), coalesce(p.lines, 0), coalesce(p.orders, 0), coalesce(p.refunds, 0))
)
select concat_ws(' ', 'shop', shop_id, 'order', order_no, kind, nullif(line_no, ''), day) as cell, expected, found
from difference
