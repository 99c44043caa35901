-- The details have been fetched, unless the order was wanted once more meanwhile.
-- $1 shop id, $2 order number, $3 how often it had been wanted when it was asked for
delete from detail_todo where shop_id = $1 and order_no = $2 and wanted = $3::bigint
