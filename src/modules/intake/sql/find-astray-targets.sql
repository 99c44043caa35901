-- The shops that astray messages belong to by now: registered since, under the same app or as the shop of the address itself.
-- $1 shop ids of the addresses, $2 platform's shop ids
-- Result: one row for each, in the given order; null where there is still none
select coalesce(case when s.external_shop_id = w.external_shop_id then s.id end, sibling.id) as target
from unnest($1::bigint[], $2::text[]) with ordinality as w (shop_id, external_shop_id, place)
join shop s on s.id = w.shop_id
left join shop sibling on sibling.app_id = s.app_id and sibling.external_shop_id = w.external_shop_id and sibling.archived_at is null
order by w.place
