-- Merchants with their products, shops, item mappings and live sessions, under the ids they were given. Nothing is sold yet, so no
-- past sale moves.
-- $1 json array of sellers, $2 json array of live sessions
with seller as (
  select * from jsonb_to_recordset($1::jsonb) as s (id bigint, "homeCode" text, shops jsonb, products jsonb)
),
product_row as (
  select seller.id as merchant_id, p.*
  from seller, jsonb_to_recordset(seller.products) as p (id bigint, category text, "originCode" text, "itemId" text, "isMapped" boolean)
),
shop_row as (
  select seller.id as merchant_id, s.* from seller, jsonb_to_recordset(seller.shops) as s (id bigint, platform text)
),
merchants as (
  insert into merchant (id, name, kind, division_code) overriding system value select id, '经营主体 ' || id, 'cooperative', "homeCode" from seller
),
products as (
  insert into product (id, merchant_id, name, category, origin_division_code, is_agricultural) overriding system value
  select id, merchant_id, '产品 ' || id, category, "originCode", true from product_row
),
shops as (
  insert into shop (id, merchant_id, platform, name) overriding system value select id, merchant_id, platform, '店铺 ' || id from shop_row
),
mappings as (
  insert into item_mapping (shop_id, item_id, product_id)
  select s.id, p."itemId", p.id from shop_row s join product_row p on p.merchant_id = s.merchant_id where p."isMapped"
),
hosts as (
  insert into host (id, merchant_id, name) overriding system value select id, id, '主播 ' || id from seller
)
insert into live_session (id, merchant_id, title, started_at, ended_at, host_id, shop_id, room_id) overriding system value
select s.id, s."sellerId", '直播场次 ' || s.id, s."startedAt", s."endedAt", s."sellerId", s."shopId", s."roomId"
from jsonb_to_recordset($2::jsonb) as s (id bigint, "sellerId" bigint, "shopId" bigint, "roomId" text, "startedAt" timestamptz, "endedAt" timestamptz)
