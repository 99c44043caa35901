-- Where rules put merchants at home on a day: of each merchant the newest that holds. Index: attribution_rule_by_merchant.
-- $1 merchant ids, $2 day
select distinct on (r.merchant_id) r.merchant_id as id, r.home_division_code as code
from attribution_rule r
where r.merchant_id = any ($1::bigint[]) and r.effect = 'home' and r.withdrawn_at is null
  and $2::date >= coalesce(r.valid_from, '-infinity') and $2::date <= coalesce(r.valid_to, 'infinity')
order by r.merchant_id, r.id desc
