-- Orders in another currency that a change of its rates may concern: paid on or after a day, or waiting for a rate. Index: sales_order_foreign.
-- $1 currency, $2 first day, $3 shop and $4 order number after which the page begins, $5 how many
select o.shop_id, o.order_no
from sales_order o
where o.currency = $1 and o.currency <> 'CNY' and (o.paid_at is null or beijing_day(o.paid_at) >= $2::date) and (o.shop_id, o.order_no) > ($3::bigint, $4::text)
order by o.shop_id, o.order_no
limit $5
