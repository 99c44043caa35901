-- The origin that rules of their own give products on a day: of each product the newest that holds. Index: attribution_rule_by_product.
-- $1 product ids, $2 day
select distinct on (r.product_id) r.product_id as id, r.origin_code as code
from attribution_rule r
where r.product_id = any ($1::bigint[]) and r.effect = 'origin' and r.lot is null and r.withdrawn_at is null
  and $2::date >= coalesce(r.valid_from, '-infinity') and $2::date <= coalesce(r.valid_to, 'infinity')
order by r.product_id, r.id desc
