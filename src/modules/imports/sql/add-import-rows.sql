-- Keeps rows of a file.
-- $1 import, $2 rows, $3 order numbers, $4 cells, $5 refusals
insert into file_import_row (import_id, row_no, order_no, cells, refusal)
select $1, r.row_no, r.order_no, r.cells::json, r.refusal::jsonb
from unnest($2::integer[], $3::text[], $4::text[], $5::text[]) as r (row_no, order_no, cells, refusal)
