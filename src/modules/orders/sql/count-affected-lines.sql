-- How many order lines a mapping of a platform item decides: of one SKU, or of the whole item without the SKUs mapped on their own.
-- Index: order_line_by_item.
-- $1 shop id, $2 item id, $3 SKU id or ''
select count(*)::int as lines
from order_line l
where l.shop_id = $1 and l.item_id = $2
  and case when $3 = '' then not exists (select from item_mapping m where m.shop_id = l.shop_id and m.item_id = l.item_id and m.sku_id = l.sku_id and m.sku_id <> '')
           else l.sku_id = $3 end
