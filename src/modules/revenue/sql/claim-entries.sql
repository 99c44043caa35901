-- Takes entries to be folded and removes their to-do rows; while a rebuild is under way notes them for the set it makes. Continued by
-- fold-claimed.sql: one statement claims, groups, upserts and removes.
-- $1 how many entries
with claimed as (
  delete from entry_todo t
  using (select shop_id, entry_id from entry_todo order by shop_id, entry_id limit $1 for update skip locked) next
  where t.shop_id = next.shop_id and t.entry_id = next.entry_id
  returning t.shop_id, t.entry_id
),
noted as (
  insert into rollup_rebuild_todo (shop_id, entry_id) select shop_id, entry_id from claimed where exists (select from rollup_rebuild)
),
