-- One message with its body. Indexes: primary keys.
-- $1 shop id, $2 message key
select m.shop_id, s.name as shop_name, s.platform, m.message_key, m.origin, m.state, m.reason_code, m.reason_detail, m.message_type, m.order_no,
       m.received_at, m.decided_at, p.body, coalesce(p.is_sealed, false) as is_sealed
from inbox_message m
join shop s on s.id = m.shop_id
left join inbox_payload p on p.received_day = beijing_day(m.received_at) and p.shop_id = m.shop_id and p.message_key = m.message_key
where m.shop_id = $1 and m.message_key = $2
