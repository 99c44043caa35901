-- The details have been fetched. An order that was wanted once more meanwhile stays, and is due.
-- $1 shop id, $2 order number, $3 how often it had been wanted when it was asked for
with done as (delete from detail_todo where shop_id = $1 and order_no = $2 and wanted = $3::bigint returning 1)
update detail_todo set leased_until = null, due_at = now(), attempts = 0, fault_code = null, fault_detail = null
where shop_id = $1 and order_no = $2 and wanted <> $3::bigint and not exists (select from done)
