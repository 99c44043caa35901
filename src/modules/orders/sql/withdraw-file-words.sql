-- Takes back what an import told of its next orders. Index: file_word_standing.
-- $1 import, $2 how many
with next as (
  select f.shop_id, f.message_key from file_word f
  where f.import_id = $1 and f.withdrawn_at is null
  order by f.order_no limit $2 for update
)
update file_word f set withdrawn_at = now()
from next where f.shop_id = next.shop_id and f.message_key = next.message_key and f.import_id = $1
returning f.shop_id, f.order_no
