-- Once there are sales, another origin of a product or home of a merchant is a rule. Whoever may change the product or the merchant may write
-- that rule, too, and no other.

create policy origin_of_own_product on attribution_rule for insert to cunbo_app
  with check (source = 'product-change' and effect = 'origin' and sees_merchant((select p.merchant_id from product p where p.id = product_id)));
create policy home_of_own_merchant on attribution_rule for insert to cunbo_app
  with check (source = 'merchant-move' and effect = 'home' and (select scope()) = 'division' and sees_merchant(merchant_id)
              and starts_with(home_division_code, current_setting('cunbo.division_prefix', true)));
