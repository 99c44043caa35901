-- The entries of a cell, order by order: those of so many orders. Begun by entry-rows.sql and in-cell.sql.
-- $14 shop and $15 order number after which the page begins, $16 how many orders
-- Result: entries by shop, order number and time of posting
, placed as (
  select cell.*, dense_rank() over (order by shop_id, order_no) as place
  from cell
  where (shop_id, order_no) > ($14::bigint, $15::text) and (paid_fen, refunded_fen, quantity, lines, orders) <> (0, 0, 0, 0, 0)
)
select shop_id, order_no, kind, line_no, to_char(day, 'YYYY-MM-DD') as day, to_char(pay_day, 'YYYY-MM-DD') as pay_day, origin_code,
       merchant_id, product_id, paid_fen, refunded_fen, quantity, lines, orders, refund_reason, refund_phase, posted_at
from placed
where place <= $16
order by place, entry_id
