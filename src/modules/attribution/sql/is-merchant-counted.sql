-- Whether orders may count for the merchant: its shops have any, or a rule or a merger gives it others'.
-- Indexes: shop_by_merchant, the key of sales_order, attribution_rule_by_target.
-- $1 merchant id
select exists (select from shop s join sales_order o on o.shop_id = s.id where s.merchant_id = $1)
    or exists (select from attribution_rule r where r.target_merchant_id = $1 and r.withdrawn_at is null) as is_counted
