-- What became of messages, and what they are about.
-- $1 shop ids, $2 message keys, $3 states, $4 reason codes, $5 reason details, $6 message types, $7 order numbers
update inbox_message m
set state = d.state, reason_code = d.reason_code, reason_detail = d.reason_detail, decided_at = now(), message_type = d.message_type, order_no = d.order_no
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
  as d (shop_id, message_key, state, reason_code, reason_detail, message_type, order_no)
where m.shop_id = d.shop_id and m.message_key = d.message_key
