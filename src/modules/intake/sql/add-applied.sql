-- Messages of a file, for those not known yet, whose orders are taken down in the same transaction.
-- $1 shop, $2 message keys (sorted), $3 hashes of the bodies and $4 bodies, each all in one, $5 where each body begins and $6 how long it is,
-- $7 message types, $8 order numbers, $9 when they were received
-- Result: the keys that were new
with given as materialized (
  select g.message_key, substring($3::bytea from (32 * (g.place - 1) + 1)::integer for 32) as body_hash,
         substring($4::bytea from g.body_from for g.body_length) as body, g.message_type, g.order_no
  from unnest($2::text[], $5::integer[], $6::integer[], $7::text[], $8::text[])
    with ordinality as g (message_key, body_from, body_length, message_type, order_no, place)
),
added as (
  insert into inbox_message (shop_id, message_key, body_hash, state, received_at, decided_at, origin, message_type, order_no)
  select $1::bigint, message_key, body_hash, 'applied', $9::timestamptz, now(), 'file', message_type, order_no
  from given order by message_key
  on conflict (shop_id, message_key) do nothing
  returning message_key
),
bodies as (
  insert into inbox_payload (received_day, shop_id, message_key, body, is_sealed)
  select beijing_day($9::timestamptz), $1::bigint, g.message_key, g.body, false from given g join added using (message_key)
)
select message_key from added
