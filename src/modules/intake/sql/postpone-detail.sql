-- The platform did not answer, or not yet: asked again later.
-- $1 shop id, $2 order number, $3 reason code, $4 reason detail, $5 milliseconds until then, $6 whether the platform was asked, $7 whether it refused this question
update detail_todo
set leased_until = null, due_at = now() + make_interval(secs => $5 / 1000.0), attempts = attempts + case when $6 then 1 else 0 end,
    refusals = refusals + case when $7 then 1 else 0 end, fault_code = $3, fault_detail = $4
where shop_id = $1 and order_no = $2
