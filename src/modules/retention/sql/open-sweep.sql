-- The sweep of a day, begun if it was not, and locked: two sweepers take turns.
-- $1 the day
-- Result: one row, the time as text: to the microsecond
with begun as (
  insert into retention_sweep as s (day) values ($1)
  -- Not DO NOTHING: that would neither lock nor answer the row.
  on conflict (day) do update set day = excluded.day
  returning s.*
)
select after_created_at::text as after_created_at, after_shop_id, after_order_no, are_orders_done, finished_at is not null as is_finished from begun
