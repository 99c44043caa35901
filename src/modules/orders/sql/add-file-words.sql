-- Notes which import tells which messages.
-- $1 import, $2 shop ids, $3 message keys (sorted), $4 order numbers, $5 rows
insert into file_word (shop_id, message_key, import_id, order_no, row_no)
select g.shop_id, g.message_key, $1, g.order_no, g.row_no
from unnest($2::bigint[], $3::text[], $4::text[], $5::integer[]) as g (shop_id, message_key, order_no, row_no)
order by 1, 2
on conflict (shop_id, message_key, import_id) do nothing
