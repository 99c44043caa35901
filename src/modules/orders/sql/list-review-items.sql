-- Orders that a person should look at, or has looked at, the latest change of their flags first.
-- Index: sales_order_to_review, which holds orders with flags only; it gives the order and the page, the filters pass rows by.
-- $1 whether open, $2 a flag or null, $3 a merchant or null, $4 change of flags, $5 shop and $6 order number after which the page begins, $7 how many
select o.shop_id, o.order_no, o.is_review_open, o.review_changed_at, o.review_settled_at, o.review_settled_by, o.review_note
from sales_order o
where o.review_flags <> '{}' and o.is_review_open = $1
  and ($2::text is null or o.review_flags @> array[$2::text])
  and ($3::bigint is null or o.shop_id in (select s.id from shop s where s.merchant_id = $3))
  and (o.review_changed_at, o.shop_id, o.order_no) < ($4::timestamptz, $5::bigint, $6::text)
order by o.review_changed_at desc, o.shop_id desc, o.order_no desc
limit $7
