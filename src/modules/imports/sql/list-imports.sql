-- Imports, the newest first, or one of them. Index: primary key; of one shop file_import_by_shop.
-- $1 import or null, $2 shop or null, $3 id before which the page begins or null, $4 how many
select i.id, i.shop_id, s.name as shop_name, s.platform, i.uploaded_by, i.file_name, i.byte_size, i.state, i.fault_code, i.fault_detail, i.family,
       i.encoding, i.sheet, i.header_row, i.columns, i.bytes_read, i.rows_read, i.is_staged, i.rows_refused, i.rows_passed, i.flags, i.orders_new, i.orders_changed,
       i.orders_known, i.orders_waiting, i.orders_refused, i.paid_fen, i.refunded_fen, i.orders_committed, i.orders_undone, i.orders_retired, i.created_at, i.read_at,
       i.committed_at, i.committed_by, i.applied_at, i.undone_at, i.undone_by, i.undo_reason
from file_import i
left join shop s on s.id = i.shop_id
where ($1::bigint is null or i.id = $1) and ($2::bigint is null or i.shop_id = $2) and i.id < coalesce($3::bigint, 9223372036854775807)
order by i.id desc
limit $4
