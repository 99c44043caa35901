-- A batch of messages, for those not known yet: see the function.
-- $14 the scope of a statement that is a transaction of its own, or null
-- Result: the keys that were new
select new_shop_id as shop_id, new_key as message_key from add_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
