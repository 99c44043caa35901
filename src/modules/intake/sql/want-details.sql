-- Notes orders whose details must be fetched, in key order. One that is noted already is wanted once more, at once: what is being fetched
-- for it may be older than this message. Index: primary key of detail_todo.
-- $1 shop ids, $2 order numbers, $3 times of receipt, $4 whether a message waits for them
insert into detail_todo as d (shop_id, order_no, first_wanted_at, due_at, is_waited_for)
select shop_id, order_no, min(received_at), now(), $4 from unnest($1::bigint[], $2::text[], $3::timestamptz[]) as w (shop_id, order_no, received_at)
group by 1, 2 order by 1, 2
on conflict (shop_id, order_no) do update set
  wanted = d.wanted + 1, is_waited_for = d.is_waited_for or excluded.is_waited_for, first_wanted_at = least(d.first_wanted_at, excluded.first_wanted_at),
  -- While the platform cannot be reached, more messages do not bring the next try forward.
  due_at = case when d.attempts = 0 then least(d.due_at, excluded.due_at) else d.due_at end
