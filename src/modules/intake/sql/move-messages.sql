-- Gives astray messages to the shops they belong to: a message of the same key and body there, and a note here of where it went.
-- $1 shop ids, $2 message keys, $3 shop ids they go to, $4 the note
with moved as (
  select m.*, w.target from inbox_message m join unnest($1::bigint[], $2::text[], $3::bigint[]) as w (shop_id, message_key, target)
    on w.shop_id = m.shop_id and w.message_key = m.message_key
),
added as (
  insert into inbox_message (shop_id, message_key, body_hash, state, received_at, origin)
  select target, message_key, body_hash, 'received', received_at, origin from moved order by 1, 2
  on conflict (shop_id, message_key) do nothing
  returning shop_id, message_key
),
bodies as (
  insert into inbox_payload (received_day, shop_id, message_key, body, is_sealed)
  select p.received_day, a.shop_id, p.message_key, p.body, p.is_sealed
  from moved m
  join added a on a.shop_id = m.target and a.message_key = m.message_key
  join inbox_payload p on p.received_day = beijing_day(m.received_at) and p.shop_id = m.shop_id and p.message_key = m.message_key
),
to_do as (insert into inbox_todo (shop_id, message_key) select shop_id, message_key from added order by 1, 2)
update inbox_message m set state = 'ignored', reason_code = 'message.moved', reason_detail = $4, decided_at = now(), external_shop_id = null
from moved where m.shop_id = moved.shop_id and m.message_key = moved.message_key
