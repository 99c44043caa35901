-- Step `claimed`: takes entries that were folded while a rebuild was under way, to fold them into the set it made.
-- $1 how many entries
claimed as (
  delete from rollup_rebuild_todo t
  where t.ctid = any (array(select ctid from rollup_rebuild_todo order by shop_id, entry_id limit $1))
  returning t.shop_id, t.entry_id
)
