-- What the rankings are compared with: a copy of order lines and refunds in which day, origin, home and merchant already stand in every
-- row, so no join is needed, and indexes that hold all a ranking reads. The stronger baseline beside joining orders, lines and products.
drop table if exists bench.sale cascade;
create table bench.sale as
select day, origin_code, merchant_division_code as home_code, merchant_id, shop_id, order_no, paid_fen, refunded_fen, lines
from revenue_entry
where kind = 'line'
order by day;
create index sale_by_day on bench.sale (day) include (origin_code, home_code, merchant_id, shop_id, order_no, paid_fen, refunded_fen, lines);
create index sale_by_origin on bench.sale (origin_code, day) include (merchant_id, shop_id, order_no, paid_fen, refunded_fen, lines);
create index sale_by_home on bench.sale (home_code, day) include (merchant_id, shop_id, order_no, paid_fen, refunded_fen, lines);
