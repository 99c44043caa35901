-- Everything said so far about the orders of a batch. A word of a file is withdrawn when no import that told of it stands any more.
-- Indexes: primary keys of order_word and file_word.
-- $1 shop ids, $2 order numbers
select w.shop_id, w.order_no, w.subject, w.message_key, w.source, w.version, extract(epoch from w.said_at) * 1000 as said_at_ms, w.content,
       case when w.source = 'file' then not exists (
         select from file_word f where f.shop_id = w.shop_id and f.message_key = w.message_key and f.withdrawn_at is null) else false end as is_withdrawn
from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_no)
join order_word w on w.shop_id = wanted.shop_id and w.order_no = wanted.order_no
