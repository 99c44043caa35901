-- Merchants in counties of their own, each with a shop and products of five villages of its county.
-- $1 how many merchants
-- Result: shop_id, item_id of every product
with county as (
  select c.code, row_number() over (order by hashtext(c.code), c.code) as number
  from division c
  where c.level = 'county' and not c.is_zone and exists (select from division v where v.level = 'village' and v.is_selectable and starts_with(v.code, c.code))
  order by number
  limit $1
),
seller as (
  insert into merchant (name, kind, division_code) select '合作社 ' || code, 'cooperative', code from county returning id, division_code
),
counter as (
  insert into shop (merchant_id, platform, name) select id, 'standard', '直播店' from seller returning id, merchant_id
),
goods as (
  insert into product (merchant_id, name, category, origin_division_code, is_agricultural)
  select seller.id, '小米', 'grain.millet', village.code, true
  from seller
  cross join lateral (
    select v.code from division v where v.level = 'village' and v.is_selectable and starts_with(v.code, seller.division_code) order by v.code limit 5
  ) village
  returning id, merchant_id
)
insert into item_mapping (shop_id, item_id, product_id)
select counter.id, 'P' || goods.id, goods.id from counter join goods on goods.merchant_id = counter.merchant_id
returning shop_id, item_id
