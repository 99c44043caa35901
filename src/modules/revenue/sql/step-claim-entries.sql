-- Step `claimed`: takes entries to be folded and removes their to-do rows; while a rebuild is under way notes them for the set it makes.
-- By their place in the table: joined by key, the planner may read the whole backlog for every batch (36,495 rows to take 5,000).
-- $1 how many entries
claimed as (
  delete from entry_todo t
  where t.ctid = any (array(select ctid from entry_todo order by shop_id, entry_id limit $1 for update skip locked))
  returning t.shop_id, t.entry_id
),
noted as (
  insert into rollup_rebuild_todo (shop_id, entry_id) select shop_id, entry_id from claimed where exists (select from rollup_rebuild)
)
