-- The body hashes of messages that were already known: a repeat, or the same key with another body.
-- $1 shop ids, $2 message keys
select m.shop_id, m.message_key, m.body_hash
from unnest($1::bigint[], $2::text[]) as wanted (shop_id, message_key)
join inbox_message m on m.shop_id = wanted.shop_id and m.message_key = wanted.message_key
