-- Orders of which messages spoke and whose details are not there yet, by shop and number. Index: primary key of detail_todo.
-- $1 shop id or null, $2 shop and $3 order number after which the page begins, $4 how many
select d.shop_id, s.name as shop_name, s.platform, d.order_no, d.first_wanted_at, d.due_at, d.attempts, d.fault_code, d.fault_detail
from detail_todo d
join shop s on s.id = d.shop_id
where ($1::bigint is null or d.shop_id = $1) and (d.shop_id, d.order_no) > ($2::bigint, $3::text)
order by d.shop_id, d.order_no
limit $4
