-- Which orders of a batch were retired, and when: of these nothing is left to tell an old word from a new one. Index: primary key of
-- retired_order.
-- $1 shop ids, $2 order numbers
select r.shop_id, r.order_no, to_char(r.retired_on, 'YYYY-MM-DD') as retired_on
from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_no)
join retired_order r on r.shop_id = wanted.shop_id and r.order_no = wanted.order_no
