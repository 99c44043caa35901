-- The one difference function: posts, for each order of the batch, what its entries should add up to minus what they add up to,
-- by line, event day and every dimension. A reversal is thereby posted with the day and the dimensions of what it reverses, and
-- an order posted twice posts nothing the second time. Indexes: revenue_entry_by_order and the primary keys of the order tables.
-- $1 shop ids, $2 order numbers
-- Result: one row with the number of entries posted
with posted as (
  select e.shop_id, e.order_no, e.line_no, e.kind, e.day, e.pay_day, e.product_id, e.live_session_id, e.host_id, e.channel, e.category,
         e.origin_code, e.merchant_id, e.merchant_division_code, e.refund_reason, e.refund_phase, -e.paid_fen as paid_fen,
         -e.refunded_fen as refunded_fen, -e.quantity as quantity, -e.lines as lines, -e.orders as orders, -e.refunds as refunds
  from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_no)
  join revenue_entry e on e.shop_id = wanted.shop_id and e.order_no = wanted.order_no
),
difference as (
  select shop_id, order_no, line_no, kind, day, pay_day, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id,
         merchant_division_code, refund_reason, refund_phase, sum(paid_fen) as paid_fen, sum(refunded_fen) as refunded_fen,
         sum(quantity) as quantity, sum(lines) as lines, sum(orders) as orders, sum(refunds) as refunds
  from (
    select target.*
    from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_no), lateral order_entry_target(wanted.shop_id, wanted.order_no) target
    union all
    select * from posted
  ) both_sides
  group by shop_id, order_no, line_no, kind, day, pay_day, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id,
           merchant_division_code, refund_reason, refund_phase
  having (sum(paid_fen), sum(refunded_fen), sum(quantity), sum(lines), sum(orders), sum(refunds)) is distinct from (0, 0, 0, 0, 0, 0)
),
added as (
  insert into revenue_entry (shop_id, order_no, line_no, kind, day, pay_day, product_id, live_session_id, host_id, channel, category, origin_code,
                             merchant_id, merchant_division_code, refund_reason, refund_phase, paid_fen, refunded_fen, quantity, lines, orders, refunds)
  select shop_id, order_no, line_no, kind, day, pay_day, product_id, live_session_id, host_id, channel, category, origin_code,
         merchant_id, merchant_division_code, refund_reason, refund_phase, paid_fen, refunded_fen, quantity, lines, orders, refunds
  from difference
  order by shop_id, order_no, line_no
  returning shop_id, entry_id
),
to_fold as (
  insert into entry_todo (shop_id, entry_id) select shop_id, entry_id from added
)
select count(*)::int as posted from added
