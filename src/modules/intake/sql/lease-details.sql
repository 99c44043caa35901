-- Takes orders whose details are due, for a while: who took them and died loses them after that. The longest overdue first.
-- Index: detail_todo_by_due.
-- $1 how many, $2 for how many seconds
update detail_todo d
set leased_until = now() + make_interval(secs => $2)
from (select shop_id, order_no from detail_todo where due_at <= now() and coalesce(leased_until, due_at) <= now()
      order by due_at limit $1 for update skip locked) due
where d.shop_id = due.shop_id and d.order_no = due.order_no
returning d.shop_id, d.order_no, d.wanted::text as wanted, d.attempts
