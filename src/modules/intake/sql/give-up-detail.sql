-- Nobody asks for this order any more: the messages that wait for it are put aside with the reason. Not if it was wanted once more meanwhile. Index: inbox_message_awaiting.
-- $1 shop id, $2 order number, $3 reason code, $4 reason detail, $5 how often it had been wanted when it was asked for
with given_up as (delete from detail_todo where shop_id = $1 and order_no = $2 and wanted = $5::bigint returning 1)
update inbox_message set state = 'quarantined', reason_code = $3, reason_detail = $4, decided_at = now()
where shop_id = $1 and order_no = $2 and state = 'awaiting-detail' and exists (select from given_up)
