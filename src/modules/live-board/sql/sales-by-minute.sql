-- What a session sold in [$2, $3), by minute of payment and product, as far as the reader may see it; how many orders stands in rows of no
-- product. Sums are those of the ledger's entries. Index: see session_sales_by_minute.
-- $1 session, $2 from, $3 until
select minute, is_line as "isLine", product_id::text as "productId", product_name as "productName", paid_fen as "paidFen",
       refunded_fen as "refundedFen", quantity, orders
from session_sales_by_minute($1, $2, $3)
