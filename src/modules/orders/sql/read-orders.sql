-- Orders with their lines and refunds, and by which way the message came whose word stands. Index: primary keys.
-- $1 shop ids, $2 order numbers
select o.shop_id, o.order_no, s.merchant_id, o.source, case o.source when 'hand' then 'hand' else m.origin end as origin, o.status, o.created_at, o.paid_at, o.shipped_at, o.named_session_id, o.freight_fen,
       o.deposit_fen, o.currency, trim_scale(o.exchange_rate)::text as exchange_rate, o.void_reason, o.review_flags,
       (select coalesce(json_agg(json_build_object('lineNo', l.line_no, 'itemId', l.item_id, 'skuId', l.sku_id, 'productId', l.product_id::text,
                'title', l.title, 'quantity', l.quantity, 'paidFen', l.paid_fen, 'originalAmount', l.original_amount, 'lot', l.lot, 'isGift', l.is_gift,
                'shippedAt', l.shipped_at) order by length(l.line_no), l.line_no), '[]')
        from order_line l where l.shop_id = o.shop_id and l.order_no = o.order_no) as lines,
       (select coalesce(json_agg(json_build_object('refundNo', r.refund_no, 'lineNo', r.line_no, 'amountFen', r.amount_fen, 'originalAmount', r.original_amount, 'freightFen', r.freight_fen,
                'kind', r.kind, 'status', r.status, 'succeededAt', r.succeeded_at, 'reason', r.reason, 'reasonClass', r.reason_class,
                'phase', r.phase) order by r.succeeded_at nulls last, r.refund_no), '[]')
        from order_refund r where r.shop_id = o.shop_id and r.order_no = o.order_no) as refunds
from unnest($1::bigint[], $2::text[]) with ordinality as wanted (shop_id, order_no, place)
join sales_order o on o.shop_id = wanted.shop_id and o.order_no = wanted.order_no
join shop s on s.id = o.shop_id
left join inbox_message m on m.shop_id = o.shop_id and m.message_key = o.winning_message_key and o.source = 'platform'
order by wanted.place
