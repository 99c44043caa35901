-- Platform items that sold and are mapped to nothing, with what they brought; by shop, item and SKU.
-- Index: order_line_by_item for the page, item_mapping's primary key.
-- $1 shop id, $2 item id, $3 SKU id after which the page begins, $4 how many
select l.shop_id, l.item_id, l.sku_id, max(l.title) as title, sum(l.paid_fen) as paid_fen, count(*)::int as lines, sum(l.quantity) as quantity, max(o.paid_at) as last_paid_at
from order_line l
join sales_order o on o.shop_id = l.shop_id and o.order_no = l.order_no and o.paid_at is not null and o.void_reason is null
where (l.shop_id, l.item_id, l.sku_id) > ($1::bigint, $2::text, $3::text) and l.item_id <> ''
  and not exists (select from item_mapping m where m.shop_id = l.shop_id and m.item_id = l.item_id and m.sku_id in ('', l.sku_id))
group by l.shop_id, l.item_id, l.sku_id
order by l.shop_id, l.item_id, l.sku_id
limit $4
