-- Shops whose platform can be asked and that are not planned yet.
-- $1 platforms that can be asked
insert into shop_pull (shop_id, due_at)
select s.id, now() from shop s
where s.platform = any ($1) and s.archived_at is null and not exists (select from shop_pull p where p.shop_id = s.id)
order by 1
on conflict (shop_id) do nothing
