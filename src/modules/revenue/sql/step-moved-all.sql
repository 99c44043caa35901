-- Step `moved`: what all entries move but those still to be folded.
moved as not materialized (
  select m.* from entry_movement m where not exists (select from entry_todo t where t.shop_id = m.shop_id and t.entry_id = m.entry_id)
)
