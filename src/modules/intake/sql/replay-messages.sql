-- Puts messages back among those to be applied.
-- $1 shop ids, $2 message keys
with again as (
  update inbox_message m set state = 'received', reason_code = null, reason_detail = null, decided_at = null
  from unnest($1::bigint[], $2::text[]) as r (shop_id, message_key)
  where m.shop_id = r.shop_id and m.message_key = r.message_key and m.state in ('awaiting-detail', 'ignored', 'quarantined')
  returning m.shop_id, m.message_key
)
insert into inbox_todo (shop_id, message_key) select shop_id, message_key from again order by 1, 2
on conflict (shop_id, message_key) do update set message_key = excluded.message_key
