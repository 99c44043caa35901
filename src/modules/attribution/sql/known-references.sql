-- Whether there is what a rule names; null and '' name nothing and count as known. Index: primary keys.
-- $1 merchant id, $2 product id, $3 id of the merchant that lines are to count for, $4 division code
select $1::bigint is null or exists (select from merchant where id = $1::bigint) as knows_merchant,
       $2::bigint is null or exists (select from product where id = $2::bigint) as knows_product,
       $3::bigint is null or exists (select from merchant where id = $3::bigint) as knows_target,
       $4::text = '' or exists (select from division where code = $4::text) as knows_division
