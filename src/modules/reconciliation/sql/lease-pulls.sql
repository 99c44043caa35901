-- Takes totals that are to be asked for, for a while: who took them and died loses them after that. Index: platform_total_todo_by_due.
-- $1 how many, $2 for how many seconds
update platform_total_todo p
set leased_until = now() + make_interval(secs => $2)
from (select shop_id, day from platform_total_todo where due_at <= now() and coalesce(leased_until, due_at) <= now()
      order by due_at, shop_id, day limit $1 for update skip locked) due
where p.shop_id = due.shop_id and p.day = due.day
returning p.shop_id, to_char(p.day, 'YYYY-MM-DD') as day, p.attempts
