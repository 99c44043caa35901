-- Takes a batch of messages into the inbox: message, body and to-do row together, for those not known yet. One batch, one commit.
-- Index: primary key of inbox_message.
-- $1 shop ids, $2 message keys, $3 keyed body hashes, $4 bodies, $5 sealed?, $6 state, $7 reason code, $8 reason detail, $9 time of receipt, $10 origin, $11 the platform's shop id, where nobody registered it
-- Result: the keys that were new
with given as (
  select g.*, beijing_day(g.received_at) as received_day
  from unnest($1::bigint[], $2::text[], $3::bytea[], $4::bytea[], $5::boolean[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
              $10::text[], $11::text[])
    as g (shop_id, message_key, body_hash, body, is_sealed, state, reason_code, reason_detail, received_at, origin, external_shop_id)
),
added as (
  insert into inbox_message (shop_id, message_key, body_hash, state, reason_code, reason_detail, received_at, origin, external_shop_id, decided_at)
  select shop_id, message_key, body_hash, state, reason_code, reason_detail, received_at, origin, external_shop_id, case when state <> 'received' then received_at end
  from given order by shop_id, message_key
  on conflict (shop_id, message_key) do nothing
  returning shop_id, message_key, state
),
bodies as (
  insert into inbox_payload (received_day, shop_id, message_key, body, is_sealed)
  select g.received_day, g.shop_id, g.message_key, g.body, g.is_sealed from given g join added using (shop_id, message_key)
),
to_do as (
  insert into inbox_todo (shop_id, message_key) select shop_id, message_key from added where state = 'received'
)
select shop_id, message_key from added
