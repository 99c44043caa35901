-- Writes the orders of a batch as their latest words tell them, lines and refunds replaced whole, and marks each for posting. An order
-- whose flags change, and be it to none, opens for review again or leaves the list.
-- $1 json array of orders (see OrderRepository.save), sorted by key
-- Result: those that were there before, whose lines and refunds are to be replaced
with given as (
  select * from jsonb_to_recordset($1::jsonb) as o (
    "shopId" bigint, "orderNo" text, source text, status text, "createdAt" timestamptz, "paidAt" timestamptz, "shippedAt" timestamptz,
    "roomId" text, "platformHostId" text, "liveSessionId" bigint, "buyerHash" text, channel text, "freightFen" bigint, "depositFen" bigint,
    currency text, "exchangeRate" numeric, "voidReason" text, "winningMessageKey" text, "reviewFlags" text[])
),
saved as (
  insert into sales_order (shop_id, order_no, source, status, created_at, paid_at, shipped_at, room_id, platform_host_id, named_session_id,
                           buyer_hash, channel, freight_fen, deposit_fen, currency, exchange_rate, void_reason, winning_message_key, review_flags,
                           is_review_open, review_changed_at)
  select "shopId", "orderNo", source, status, "createdAt", "paidAt", "shippedAt", "roomId", "platformHostId", "liveSessionId",
         decode("buyerHash", 'hex'), channel, "freightFen", "depositFen", currency, "exchangeRate", "voidReason", "winningMessageKey", "reviewFlags",
         "reviewFlags" <> '{}', case when "reviewFlags" <> '{}' then date_trunc('milliseconds', now()) end
  from given
  order by 1, 2
  on conflict (shop_id, order_no) do update set
    source = excluded.source, status = excluded.status, created_at = excluded.created_at, paid_at = excluded.paid_at,
    shipped_at = excluded.shipped_at, room_id = excluded.room_id, platform_host_id = excluded.platform_host_id,
    named_session_id = excluded.named_session_id, buyer_hash = excluded.buyer_hash, channel = excluded.channel,
    freight_fen = excluded.freight_fen, deposit_fen = excluded.deposit_fen, currency = excluded.currency, exchange_rate = excluded.exchange_rate, void_reason = excluded.void_reason,
    winning_message_key = excluded.winning_message_key, review_flags = excluded.review_flags,
    is_review_open = case when sales_order.review_flags = excluded.review_flags then sales_order.is_review_open else excluded.is_review_open end,
    review_changed_at = case when sales_order.review_flags = excluded.review_flags then sales_order.review_changed_at
                             else date_trunc('milliseconds', now()) end,
    changed_at = now(), revision = sales_order.revision + 1
  returning shop_id, order_no, revision
),
marked as (
  insert into order_todo (shop_id, order_no)
  select "shopId", "orderNo" from given order by 1, 2
  -- Not DO NOTHING: that passes by a row which a poster has locked but not yet deleted, and the mark would be lost with it. DO UPDATE
  -- waits for the poster and then adds the row anew.
  on conflict (shop_id, order_no) do update set order_no = excluded.order_no
)
select shop_id, order_no from saved where revision > 1
