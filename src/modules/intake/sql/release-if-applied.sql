-- The platform's answer is the one that was applied already: messages that awaited it have it. Index: inbox_message_awaiting.
-- $1 shop id, $2 order number, $3 when it was asked for again
update inbox_message m
set state = 'applied', reason_code = null, reason_detail = null, decided_at = now()
where m.state = 'awaiting-detail' and m.shop_id = $1 and m.order_no = $2 and m.received_at <= $3
  and exists (select from fetched_order f join inbox_message a on a.shop_id = f.shop_id and a.message_key = f.message_key
              where f.shop_id = $1 and f.order_no = $2 and a.state = 'applied')
