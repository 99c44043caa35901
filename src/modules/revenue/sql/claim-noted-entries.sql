-- Takes entries that were folded while a rebuild was under way, to fold them into the set it made. Continued by fold-claimed.sql.
-- $1 how many entries
with claimed as (
  delete from rollup_rebuild_todo t
  using (select shop_id, entry_id from rollup_rebuild_todo order by shop_id, entry_id limit $1) next
  where t.shop_id = next.shop_id and t.entry_id = next.entry_id
  returning t.shop_id, t.entry_id
),
