-- When orders were paid, and all that was ever said of them: the messages they are made of. What is typed by hand has no message, and of
-- orders that are no longer kept nothing is known.
-- Index: primary keys of sales_order, order_word and inbox_message.
-- $1 shops, $2 order numbers
-- Result: one row a word by time, at least one an order
select wanted.shop_id, wanted.order_no, o.paid_at, w.subject, w.message_key, w.source, w.version, w.said_at, m.state, m.received_at
from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_no)
left join sales_order o on o.shop_id = wanted.shop_id and o.order_no = wanted.order_no
left join order_word w on w.shop_id = wanted.shop_id and w.order_no = wanted.order_no
left join inbox_message m on m.shop_id = w.shop_id and m.message_key = w.message_key and w.source <> 'hand'
order by w.said_at, w.message_key, w.subject
