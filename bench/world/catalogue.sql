-- Who sells what: 3,000 merchants, the sizes of their sales by Zipf's law, 1 to 6 products each, mostly of their own village, in 1 to 3 shops
-- on 11 platforms and by hand. Settings: bench.seed. Runs once, as the superuser, without triggers and foreign keys.
create schema bench;
create sequence bench.batch;

-- Of the seed, a salt and two numbers; at least 0 and less than 1, always the same.
do $do$
begin
  execute format($$create function bench.random(salt bigint, a bigint, b bigint default 0) returns double precision language sql immutable parallel safe
    return (hashint8extended(a * 1000003 + b, salt + %s::bigint) & 9223372036854775807)::double precision / 9223372036854775808.0$$,
    current_setting('bench.seed')::bigint * 1000);
end $do$;

-- 2,500 villages; some counties have many of them, most have few. No zones: a code then lies in the area it begins with.
create table bench.village as
select row_number() over (order by bench.random(1, code::bigint), code) as number, code, county, parent_code as township
from (
  select v.code, v.parent_code, c.code as county
  from division c join division v on starts_with(v.code, c.code) and v.level = 'village' and v.is_selectable
  where c.level = 'county' and not c.is_zone
  order by bench.random(2, v.code::bigint) / (0.03 + bench.random(3, c.code::bigint) ^ 2), v.code
  limit 2500
) chosen;

-- Rank 1 sells most; ids do not tell the rank.
create table bench.merchant as
select 1 + (rank * 1747) % 3000 as merchant_id, rank, rank ^ -0.9::double precision / sum(rank ^ -0.9::double precision) over () as weight,
       v.code as home_code, v.county, v.township, 1 + floor(bench.random(5, rank) ^ 2 * 3)::int as shops, 1 + floor(bench.random(6, rank) * 3)::int as hosts
from generate_series(1, 3000) rank
join bench.village v on v.number = 1 + floor(bench.random(4, rank) * 2500)::int;

create table bench.shop as
select m.merchant_id * 10 + place as shop_id, m.merchant_id, place,
       case place when 0 then 'manual' else (array['douyin', 'douyin', 'douyin', 'douyin', 'douyin', 'kuaishou', 'kuaishou', 'kuaishou', 'weixin', 'weixin',
         'taobao', 'taobao', 'pinduoduo', 'pinduoduo', 'jd', 'standard', 'youzan', 'shopify', 'tiktok', 'woocommerce'])
         [1 + floor(bench.random(7, m.merchant_id, place) * 20)::int] end as platform
from bench.merchant m cross join lateral generate_series(0, m.shops) place;

create table bench.product as
with county as (select county, array_agg(code order by code) as villages from bench.village group by county),
category as (select array_agg(code order by code) as codes from unnest(string_to_array(current_setting('bench.categories'), ',')) code),
numbered as (
  select m.merchant_id, m.home_code, m.county, m.township, place, m.merchant_id * 10 + place as product_id, bench.random(8, m.merchant_id, place) as luck
  from bench.merchant m cross join lateral generate_series(0, floor(bench.random(9, m.merchant_id) * 6)::int) place
)
select n.merchant_id, n.place, count(*) over (partition by n.merchant_id)::int as places, n.product_id, '36' || lpad(n.product_id::text, 8, '0') as item_id,
       bench.random(10, n.product_id) < 0.97 as is_mapped,
       category.codes[1 + floor(bench.random(11, n.merchant_id, n.place / 2) * cardinality(category.codes))::int] as category,
       case when n.luck < 0.65 then n.home_code
            when n.luck < 0.85 then county.villages[1 + floor(bench.random(12, n.product_id) * cardinality(county.villages))::int]
            when n.luck < 0.90 then n.township when n.luck < 0.96 then n.county end as origin_code,
       990 + floor(bench.random(13, n.product_id) ^ 2 * 19000)::bigint / 10 * 10 as price_fen
from numbered n join county using (county) cross join category;
create index on bench.product (merchant_id, place);

insert into merchant (id, name, kind, division_code) overriding system value
select merchant_id, '经营主体 ' || merchant_id, 'cooperative', home_code from bench.merchant order by merchant_id;
insert into product (id, merchant_id, name, category, origin_division_code, is_agricultural) overriding system value
select product_id, merchant_id, '产品 ' || product_id, category, origin_code, true from bench.product order by product_id;
insert into shop (id, merchant_id, platform, name) overriding system value select shop_id, merchant_id, platform, '店铺 ' || shop_id from bench.shop order by shop_id;
insert into item_mapping (shop_id, item_id, product_id)
select s.shop_id, p.item_id, p.product_id from bench.shop s join bench.product p on p.merchant_id = s.merchant_id where s.place > 0 and p.is_mapped;
insert into host (id, merchant_id, name) overriding system value
select m.merchant_id * 10 + place, m.merchant_id, '主播 ' || place from bench.merchant m cross join lateral generate_series(1, m.hosts) place order by 1;
