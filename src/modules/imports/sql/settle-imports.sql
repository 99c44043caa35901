-- Committed imports of whose messages none is left to be applied, and of whose orders none is left to be posted. From what is left to do, which is
-- little: an import has as many words as its file has orders. Indexes: file_import_to_do, primary keys of file_word, inbox_todo and order_todo,
-- file_word_standing.
-- Result: one row with the number of those that are still waited for
with waiting as (
  select i.id,
         exists (select from inbox_todo t
                 where t.shop_id = i.shop_id
                   and exists (select from file_word f where f.shop_id = t.shop_id and f.message_key = t.message_key and f.import_id = i.id
                                 and f.withdrawn_at is null offset 0))
         or exists (select from order_todo t
                    where t.shop_id = i.shop_id
                      and exists (select from file_word f where f.import_id = i.id and f.order_no = t.order_no and f.shop_id = t.shop_id
                                    and f.withdrawn_at is null offset 0)) as is_waiting
  from file_import i where i.state = 'committed'
),
settled as (
  update file_import i set state = 'applied', applied_at = now(), changed_at = now()
  from waiting w where i.id = w.id and not w.is_waiting and i.state = 'committed'
)
select count(*) filter (where is_waiting)::int as waiting from waiting
