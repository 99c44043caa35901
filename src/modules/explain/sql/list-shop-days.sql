-- The next shops in which a cell has entries the reader may see, and on which days: as many shops as should hold a page of orders, one at
-- the least. Begun by rollup-rows.sql and in-cell.sql.
-- $14 the shop to begin with, $15 how many orders are wanted
-- Result: a row 'whole' with the sums of all that may be seen, and rows 'pair' by shop
, cell_day as materialized (
  select shop_id, day, sum(paid_fen) as paid_fen, sum(refunded_fen) as refunded_fen, sum(quantity) as quantity, sum(lines) as lines
  from cell
  group by shop_id, day
),
shop_day as materialized (select * from cell_day c where exists (select from shop s where s.id = c.shop_id)),
weighed as (
  select shop_id, sum(sum(lines)) over (order by shop_id) - sum(lines) as lines_before
  from shop_day
  where shop_id >= $14::bigint
  group by shop_id
),
-- An order has 2.6 lines on average; of shops with nothing but refunds there is no telling.
chosen as materialized (select shop_id from weighed where lines_before < 3 * $15::int order by shop_id limit $15)
select 'whole' as kind, null as shop_id, null as day, coalesce(sum(paid_fen), 0) as paid_fen, coalesce(sum(refunded_fen), 0) as refunded_fen,
       coalesce(sum(quantity), 0) as quantity, coalesce(sum(lines), 0) as lines
from shop_day
union all
(select 'pair', shop_id, to_char(day, 'YYYY-MM-DD'), null, null, null, null
 from shop_day
 where shop_id in (select shop_id from chosen)
 order by shop_id)
