-- When orders were paid, and all that was ever said of them: the messages they are made of. What is typed by hand has no message, and of
-- orders that are no longer kept nothing is known.
-- What a file told names the first import that told it and stands, or, if all were undone, the first.
-- Index: primary keys of sales_order, order_word, inbox_message and file_word.
-- $1 shops, $2 order numbers
-- Result: one row a word by time, at least one an order
select wanted.shop_id, wanted.order_no, o.paid_at, w.subject, w.message_key, w.source, w.version, w.said_at, m.state, m.received_at,
       f.import_id, f.file_name, f.row_no, f.is_withdrawn
from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_no)
left join sales_order o on o.shop_id = wanted.shop_id and o.order_no = wanted.order_no
left join order_word w on w.shop_id = wanted.shop_id and w.order_no = wanted.order_no
left join inbox_message m on m.shop_id = w.shop_id and m.message_key = w.message_key and w.source <> 'hand'
left join lateral (
  select f.import_id, i.file_name, f.row_no, f.withdrawn_at is not null as is_withdrawn
  from file_word f join file_import i on i.id = f.import_id
  where f.shop_id = w.shop_id and f.message_key = w.message_key and w.source = 'file'
  order by f.withdrawn_at is not null, f.import_id limit 1
) f on true
order by w.said_at, w.message_key, w.subject
