-- A merchant in the largest county of which nobody sells anything yet, with a product of each of its villages.
-- $1 how many villages
-- Result: county, village, shop_id, item_id
with county as (
  select c.code
  from division c
  where c.level = 'county' and not c.is_zone and c.code not in (select left(origin_division_code, 6) from product where origin_division_code is not null)
  order by (select count(*) from division v where v.level = 'village' and v.is_selectable and starts_with(v.code, c.code)) desc, c.code
  limit 1
),
village as (
  select v.code, county.code as county, row_number() over (order by v.code) as number
  from county join division v on v.level = 'village' and v.is_selectable and starts_with(v.code, county.code)
  limit $1
),
seller as (
  insert into merchant (name, kind, division_code) select '示踪合作社', 'cooperative', code from county returning id
),
counter as (
  insert into shop (merchant_id, platform, name) select id, 'standard', '示踪店铺' from seller returning id
),
goods as (
  insert into product (merchant_id, name, category, origin_division_code, is_agricultural)
  select seller.id, '示踪产品', 'grain.millet', v.code, true from seller cross join village v
  returning id, origin_division_code
),
mapped as (
  insert into item_mapping (shop_id, item_id, product_id) select counter.id, 'T' || goods.id, goods.id from counter cross join goods
)
select v.county, v.code as village, counter.id as shop_id, 'T' || goods.id as item_id
from village v join goods on goods.origin_division_code = v.code cross join counter
order by v.number
