-- The rows of the next orders. Index: file_import_row_by_order.
-- $1 import, $2 order number after which to go on, $3 how many rows
select r.row_no, r.order_no, r.cells, r.refusal
from file_import_row r
where r.import_id = $1 and r.order_no > $2
order by r.order_no, r.row_no
limit $3
