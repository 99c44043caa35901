-- Those of the messages, with their orders, that no import tells of: none ever did, or those that did were undone. Index: primary key of file_word.
-- $1 shop ids, $2 message keys, $3 order numbers
select g.shop_id, g.message_key, g.order_no
from unnest($1::bigint[], $2::text[], $3::text[]) as g (shop_id, message_key, order_no)
where not exists (select from file_word f where f.shop_id = g.shop_id and f.message_key = g.message_key and f.withdrawn_at is null)
