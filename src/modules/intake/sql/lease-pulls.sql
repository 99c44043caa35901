-- Takes shops whose platform is to be asked for what changed, for a while. Archived shops are passed by: what is still said of them is pushed.
-- $1 how many, $2 for how many seconds
update shop_pull p
set leased_until = now() + make_interval(secs => $2)
from (select d.shop_id from shop_pull d join shop s on s.id = d.shop_id
      where d.due_at <= now() and coalesce(d.leased_until, d.due_at) <= now() and s.archived_at is null
      order by d.due_at limit $1 for update of d skip locked) due
where p.shop_id = due.shop_id
returning p.shop_id, p.pulled_until, p.leased_until::text as lease
