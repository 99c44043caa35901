-- A person has seen the order. Nothing if it has no flags. Index: primary key.
-- $1 shop id, $2 order number, $3 who, $4 note
update sales_order o
set is_review_open = false, review_settled_at = date_trunc('milliseconds', now()), review_settled_by = $3, review_note = $4
where o.shop_id = $1 and o.order_no = $2 and o.review_flags <> '{}'
returning o.shop_id, o.order_no, o.is_review_open, o.review_changed_at, o.review_settled_at, o.review_settled_by, o.review_note
