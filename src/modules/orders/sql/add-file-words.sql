-- Notes which import tells which messages. Indexes: primary key of file_word.
-- $1 import, $2 shop ids, $3 message keys, $4 order numbers, $5 rows
-- Result: the orders of those messages that no import told before, or only imports that were undone
with given as (
  select * from unnest($2::bigint[], $3::text[], $4::text[], $5::integer[]) as g (shop_id, message_key, order_no, row_no)
),
added as (
  insert into file_word (shop_id, message_key, import_id, order_no, row_no)
  select shop_id, message_key, $1, order_no, row_no from given order by 1, 2
  on conflict (shop_id, message_key, import_id) do nothing
)
select g.shop_id, g.order_no from given g
where not exists (select from file_word f where f.shop_id = g.shop_id and f.message_key = g.message_key and f.withdrawn_at is null)
