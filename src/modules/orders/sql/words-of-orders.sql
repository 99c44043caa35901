-- Everything said so far about the orders of a batch. Index: primary key of order_word.
-- $1 shop ids, $2 order numbers
select w.shop_id, w.order_no, w.subject, w.message_key, w.source, w.version, extract(epoch from w.said_at) * 1000 as said_at_ms, w.content
from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_no)
join order_word w on w.shop_id = wanted.shop_id and w.order_no = wanted.order_no
