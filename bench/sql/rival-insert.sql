-- Message, body and to-do row of one push in one statement.
-- $1 shop id, $2 message key, $3 body hash, $4 body, $5 time of receipt
with added as (
  insert into rival.message (shop_id, message_key, body_hash, state, received_at) values ($1::bigint, $2::text, $3::bytea, 'received', $5::timestamptz)
  on conflict (shop_id, message_key) do nothing
  returning shop_id, message_key
),
bodies as (
  insert into rival.payload (received_day, shop_id, message_key, body, is_sealed)
  select ($5::timestamptz at time zone 'Asia/Shanghai')::date, shop_id, message_key, $4::bytea, false from added
)
insert into rival.todo (shop_id, message_key) select shop_id, message_key from added
