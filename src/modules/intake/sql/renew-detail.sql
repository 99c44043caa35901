-- An order that was wanted once more while it was being fetched is due again. A statement after the one that deletes: what was wanted while
-- that one waited is in no snapshot of its own, and the order would stay leased.
-- $1 shop id, $2 order number, $3 how often it had been wanted when it was asked for
update detail_todo set leased_until = null, due_at = now(), attempts = 0, refusals = 0, fault_code = null, fault_detail = null
where shop_id = $1 and order_no = $2 and wanted <> $3::bigint
