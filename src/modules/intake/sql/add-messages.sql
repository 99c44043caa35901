-- Takes a batch of messages into the inbox: message, body and to-do row together, for those not known yet. One batch, one commit.
-- Hashes and bodies come as one value each: of all that PostgreSQL had to do for a message, reading arrays of bytes was a third.
-- Index: primary key of inbox_message.
-- $1 shop ids, $2 message keys, $3 keyed body hashes of 32 bytes one after the other, $4 bodies one after the other, $5 where each begins (from 1), $6 how long it is, $7 sealed?, $8 state, $9 reason code, $10 reason detail, $11 time of receipt, $12 origin, $13 the platform's shop id, where nobody registered it
-- Result: the keys that were new
with given as materialized (
  select g.shop_id, g.message_key, substring($3::bytea from (32 * (g.place - 1) + 1)::integer for 32) as body_hash,
         substring($4::bytea from g.body_from for g.body_length) as body, g.is_sealed, g.state, g.reason_code, g.reason_detail, g.received_at,
         g.origin, g.external_shop_id, beijing_day(g.received_at) as received_day
  from unnest($1::bigint[], $2::text[], $5::integer[], $6::integer[], $7::boolean[], $8::text[], $9::text[], $10::text[], $11::timestamptz[],
              $12::text[], $13::text[])
    with ordinality as g (shop_id, message_key, body_from, body_length, is_sealed, state, reason_code, reason_detail, received_at, origin,
                          external_shop_id, place)
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
