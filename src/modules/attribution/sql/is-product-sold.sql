-- Whether any order names the product, by itself or by its item. Indexes: order_line_by_product, order_line_by_item, order_refund_by_product,
-- order_refund_by_item, item_mapping_by_product.
-- $1 product id
select exists (select from order_line l where l.product_id = $1)
    or exists (select from order_refund r where r.product_id = $1)
    or exists (select from item_mapping m join order_line l on l.shop_id = m.shop_id and l.item_id = m.item_id where m.product_id = $1)
    or exists (select from item_mapping m join order_refund r on r.shop_id = m.shop_id and r.item_id = m.item_id where m.product_id = $1) as is_sold
