-- A ranking by grouping sales, in PostgreSQL (indexes: sale_by_day, sale_by_origin, sale_by_home) and in DuckDB. Continued by rank-sums.sql.
-- :member is what is ranked, :area the column that says where it lies, :digits how long the code there is at least.
-- $1 within ('' everywhere), $2 from, $3 to, $4 compared from, $5 compared to
with span (is_now, day_from, day_to) as (values (true, $2::date, $3::date), (false, $4::date, $5::date)),
by_order as (
  select :member as id, span.is_now, s.shop_id, s.order_no, sum(s.paid_fen) as paid_fen, sum(s.refunded_fen) as refunded_fen, max(s.lines) as orders
  from span join bench.sale s on s.day between span.day_from and span.day_to
  where s.:area >= $1::text and s.:area < $1::text || ':' and length(s.:area) >= :digits
  group by 1, 2, 3, 4
),
part as (select id, is_now, paid_fen, refunded_fen, orders from by_order),
