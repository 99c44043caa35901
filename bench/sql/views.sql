-- The same questions kept ready in materialised views: by day and village, day and county, day, merchant and where.
-- Distinct orders of days add up: an order is paid on one day.
create materialized view bench.village_day as
select day, origin_code as area, sum(paid_fen)::bigint as paid_fen, sum(refunded_fen)::bigint as refunded_fen,
       count(distinct (shop_id, order_no)) filter (where lines > 0) as orders
from bench.sale where length(origin_code) = 12 group by 1, 2;
create materialized view bench.county_day as
select day, left(origin_code, 6) as area, sum(paid_fen)::bigint as paid_fen, sum(refunded_fen)::bigint as refunded_fen,
       count(distinct (shop_id, order_no)) filter (where lines > 0) as orders
from bench.sale where length(origin_code) >= 6 group by 1, 2;
create materialized view bench.merchant_day as
select basis, day, left(area, 4) as area, merchant_id, sum(paid_fen)::bigint as paid_fen, sum(refunded_fen)::bigint as refunded_fen,
       count(distinct (shop_id, order_no)) filter (where lines > 0) as orders
from bench.sale cross join lateral (values ('origin', origin_code), ('merchant', home_code)) as b (basis, area)
where length(area) >= 4 group by 1, 2, 3, 4;
create unique index village_day_by_day on bench.village_day (day, area);
create index village_day_by_area on bench.village_day (area, day);
create unique index county_day_by_day on bench.county_day (day, area);
create unique index merchant_day_by_area on bench.merchant_day (basis, area, day, merchant_id);
