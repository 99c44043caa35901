-- $1 json array of lines, $2 json array of refunds, each with shopId and orderNo
with lines as (
  insert into order_line (shop_id, order_no, line_no, item_id, sku_id, product_id, title, quantity, paid_fen, original_amount, lot, is_gift, shipped_at)
  select l."shopId", l."orderNo", l."lineNo", l."itemId", l."skuId", l."productId", l.title, l.quantity, l."paidFen", l."originalAmount", l.lot, l."isGift", l."shippedAt"
  from jsonb_to_recordset($1::jsonb) as l ("shopId" bigint, "orderNo" text, "lineNo" text, "itemId" text, "skuId" text, "productId" bigint,
                                           title text, quantity bigint, "paidFen" bigint, "originalAmount" text, lot text, "isGift" boolean, "shippedAt" timestamptz)
)
insert into order_refund (shop_id, order_no, refund_no, line_no, item_id, sku_id, product_id, lot, amount_fen, original_amount, freight_fen, quantity, kind, status,
                          succeeded_at, reason, reason_class, phase)
select r."shopId", r."orderNo", r."refundNo", r."lineNo", r."itemId", r."skuId", r."productId", r.lot, r."amountFen", r."originalAmount", r."freightFen", r.quantity, r.kind,
       r.status, r."succeededAt", r.reason, r."reasonClass", r.phase
from jsonb_to_recordset($2::jsonb) as r ("shopId" bigint, "orderNo" text, "refundNo" text, "lineNo" text, "itemId" text, "skuId" text, "productId" bigint,
                                         lot text, "amountFen" bigint, "originalAmount" text, "freightFen" bigint, quantity bigint, kind text, status text, "succeededAt" timestamptz,
                                         reason text, "reasonClass" text, phase text)
