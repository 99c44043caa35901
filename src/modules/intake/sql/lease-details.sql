-- Takes orders whose details are due, for a while: who took them and died loses them after that. Of no shop more than a few, those already
-- taken included, so that a shop with a backlog or a slow platform does not keep the others waiting. Of a shop first those that a message
-- waits for, then the longest overdue. Index: detail_todo_by_shop.
-- $1 how many, $2 how many of one shop, $3 for how many seconds
with waiting as (
  select shop_id, count(*) filter (where leased_until > now()) as taken from detail_todo group by shop_id
),
fair as (
  select d.shop_id, d.order_no
  from waiting w
  cross join lateral (
    select shop_id, order_no, is_waited_for, due_at, row_number() over (order by is_waited_for desc, due_at, order_no) as place
    from detail_todo one
    where one.shop_id = w.shop_id and due_at <= now() and coalesce(leased_until, due_at) <= now()
    order by is_waited_for desc, due_at, order_no
    limit $2
  ) d
  where d.place + w.taken <= $2
  order by d.is_waited_for desc, d.due_at
  limit $1
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
returning d.shop_id, d.order_no, d.wanted::text as wanted, d.attempts, d.refusals
