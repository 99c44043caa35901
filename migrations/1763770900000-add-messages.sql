-- Taking messages into the inbox, as a function: the door's commit is then one round trip instead of four (begin, say for whom, insert, commit).
-- While it waits for those the door works on what arrives meanwhile, and each of the four answers waits for that to be done.

-- A batch of messages: message, body and to-do row together, for those not known yet. Answers the keys that were new.
-- Hashes (32 bytes each) and bodies come as one value each, one after the other: of all that PostgreSQL had to do for a message, reading
-- arrays of bytes was a third. `beginnings` says where each body begins (from 1), `lengths` how long it is; `external_shop_ids` is the
-- platform's shop id, where nobody registered it. `for_whom`: the scope of a statement that is a transaction of its own, as the door's is;
-- null where the transaction has said for whom it runs. Index: primary key of inbox_message.
create function add_messages(
  shop_ids bigint[],
  message_keys text[],
  body_hashes bytea,
  bodies_together bytea,
  beginnings integer[],
  lengths integer[],
  are_sealed boolean[],
  states text[],
  reason_codes text[],
  reason_details text[],
  receipt_times timestamptz[],
  origins text[],
  external_shop_ids text[],
  for_whom text
) returns table (new_shop_id bigint, new_key text)
language plpgsql as $$
begin
  if for_whom is not null then
    perform set_config('cunbo.scope', for_whom, true);
  end if;
  return query
    with given as materialized (
      select g.shop_id, g.message_key, substring(body_hashes from (32 * (g.place - 1) + 1)::integer for 32) as body_hash,
             substring(bodies_together from g.body_from for g.body_length) as body, g.is_sealed, g.state, g.reason_code, g.reason_detail, g.received_at,
             g.origin, g.external_shop_id, beijing_day(g.received_at) as received_day
      from unnest(shop_ids, message_keys, beginnings, lengths, are_sealed, states, reason_codes, reason_details, receipt_times,
                  origins, external_shop_ids)
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
    select shop_id, message_key from added;
end $$;

revoke execute on function add_messages(bigint[], text[], bytea, bytea, integer[], integer[], boolean[], text[], text[], text[], timestamptz[], text[], text[], text) from public;
grant execute on function add_messages(bigint[], text[], bytea, bytea, integer[], integer[], boolean[], text[], text[], text[], timestamptz[], text[], text[], text) to cunbo_app, cunbo_worker;
