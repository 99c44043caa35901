-- Messages that awaited the details of their order have them: the answer that was applied was asked for, or was the same when it was asked
-- for again, after they came. Who keeps the same answer again at this moment is waited for: neither of the two would see what the other does.
-- Indexes: inbox_message_awaiting, primary key of fetched_order.
-- $1 shop ids, $2 order numbers, $3 keys of the answers, $4 since when the answers are known
with known as materialized (
  select f.shop_id, f.order_no, f.message_key, f.fetched_at from fetched_order f
  join unnest($1::bigint[], $2::text[]) as a (shop_id, order_no) on f.shop_id = a.shop_id and f.order_no = a.order_no
  order by 1, 2 for share of f
)
update inbox_message m
set state = 'applied', reason_code = null, reason_detail = null, decided_at = now()
from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[]) as a (shop_id, order_no, message_key, asked_at)
left join known f on f.shop_id = a.shop_id and f.order_no = a.order_no and f.message_key = a.message_key
where m.state = 'awaiting-detail' and m.shop_id = a.shop_id and m.order_no = a.order_no and m.received_at <= greatest(a.asked_at, f.fetched_at)
