-- Committed imports of whose messages none is left to be applied, and of whose orders none is left to be posted. Indexes: file_import_to_do,
-- file_word_standing, primary keys of inbox_todo and order_todo.
-- Result: one row with the number of those that are still waited for
with waiting as (
  select i.id,
         exists (select from file_word f join inbox_todo t on t.shop_id = f.shop_id and t.message_key = f.message_key
                 where f.import_id = i.id and f.withdrawn_at is null)
         or exists (select from file_word f join order_todo t on t.shop_id = f.shop_id and t.order_no = f.order_no
                    where f.import_id = i.id and f.withdrawn_at is null) as is_waiting
  from file_import i where i.state = 'committed'
),
settled as (
  update file_import i set state = 'applied', applied_at = now(), changed_at = now()
  from waiting w where i.id = w.id and not w.is_waiting and i.state = 'committed'
)
select count(*) filter (where is_waiting)::int as waiting from waiting
