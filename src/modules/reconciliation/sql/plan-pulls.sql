-- Wants the totals of past days of every shop whose platform can be asked, where there is none of the whole day (one that was recorded on the
-- day itself is of a part of it) and none was wanted. Days before a shop was
-- registered are not: what it sold then is not in the ledger.
-- $1 platforms that can be asked, $2 first day, $3 last day. Index: primary keys.
insert into platform_total_todo (shop_id, day, due_at)
select s.id, d.day, now()
from shop s, (select $2::date + n as day from generate_series(0, $3::date - $2::date) n) d
where s.platform = any ($1) and s.archived_at is null and d.day >= beijing_day(s.created_at)
  and not exists (select from platform_total t where t.shop_id = s.id and t.day = d.day and (t.source = 'typed' or beijing_day(t.recorded_at) > t.day))
  and not exists (select from platform_total_todo p where p.shop_id = s.id and p.day = d.day)
order by 1, 2
on conflict (shop_id, day) do nothing
