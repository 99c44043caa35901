-- Adds what messages said; a word already known stays as it is.
-- $1 json array of {shopId, orderNo, subject, messageKey, source, version, saidAt, content}
insert into order_word (shop_id, order_no, subject, message_key, source, version, said_at, content)
select w."shopId", w."orderNo", w.subject, w."messageKey", w.source, w.version, w."saidAt", w.content
from jsonb_to_recordset($1::jsonb) as w ("shopId" bigint, "orderNo" text, subject text, "messageKey" text, source text, version bigint, "saidAt" timestamptz, content jsonb)
order by 1, 2, 3, 4
on conflict do nothing
