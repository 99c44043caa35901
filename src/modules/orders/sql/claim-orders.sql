-- Takes orders to be posted and removes their to-do rows; both are undone if the transaction fails. Rows another worker holds are passed by.
-- $1 how many
delete from order_todo t
using (select shop_id, order_no from order_todo order by shop_id, order_no limit $1 for update skip locked) claimed
where t.shop_id = claimed.shop_id and t.order_no = claimed.order_no
returning t.shop_id, t.order_no
