-- What became of messages.
-- $1 shop ids, $2 message keys, $3 states, $4 reason codes, $5 reason details
update inbox_message m
set state = d.state, reason_code = d.reason_code, reason_detail = d.reason_detail, decided_at = now()
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) as d (shop_id, message_key, state, reason_code, reason_detail)
where m.shop_id = d.shop_id and m.message_key = d.message_key
