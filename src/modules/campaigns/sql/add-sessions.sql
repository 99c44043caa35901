-- Adds sessions to a campaign, or links those that are there to another partner. Index: primary key.
-- $1 campaign, $2 sessions, $3 partner or null → how many were added and how many changed
with written as (
  insert into campaign_session as p (campaign_id, live_session_id, partner)
  select $1, id, $3::text from unnest($2::bigint[]) as id order by id
  on conflict (campaign_id, live_session_id) do update set partner = excluded.partner where p.partner is distinct from excluded.partner
  returning p.xmax = 0 as is_new
)
select count(*) filter (where is_new)::int as added, count(*) filter (where not is_new)::int as changed from written
