-- Takes orders whose details are due, for a while: who took them and died loses them after that. The longest overdue first, of no shop more
-- than a few, so that a shop with a backlog does not keep the others waiting: of the thousand longest overdue. Index: detail_todo_by_due.
-- $1 how many, $2 how many of one shop, $3 for how many seconds
with overdue as (
  select shop_id, order_no, due_at from detail_todo where due_at <= now() and coalesce(leased_until, due_at) <= now() order by due_at limit 1000
),
fair as (
  select shop_id, order_no from (select *, row_number() over (partition by shop_id order by due_at, order_no) as place from overdue) ranked
  where place <= $2 order by due_at limit $1
),
due as (
  select d.shop_id, d.order_no from detail_todo d join fair using (shop_id, order_no)
  where d.due_at <= now() and coalesce(d.leased_until, d.due_at) <= now()
  for update of d skip locked
)
update detail_todo d
set leased_until = now() + make_interval(secs => $3)
from due
where d.shop_id = due.shop_id and d.order_no = due.order_no
returning d.shop_id, d.order_no, d.wanted::text as wanted, d.attempts
