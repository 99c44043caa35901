-- Adds points and replaces those of the same instant; a point said again as it is changes nothing.
-- $1 session, $2 source, $3 points as JSON, each instant once → how many were added and how many changed. Index: primary key.
with said as (
  select *
  from jsonb_to_recordset($3::jsonb) as said (at timestamptz, online bigint, views bigint, viewers bigint, buyers bigint, likes bigint,
                                              comments bigint, "newFollowers" bigint, "productClicks" bigint)
),
written as (
  insert into live_session_reading as r (live_session_id, at, source, online, views, viewers, buyers, likes, comments, new_followers, product_clicks)
  select $1, at, $2, online, views, viewers, buyers, likes, comments, "newFollowers", "productClicks" from said order by at
  on conflict (live_session_id, at) do update set
    (source, online, views, viewers, buyers, likes, comments, new_followers, product_clicks, recorded_at)
    = (excluded.source, excluded.online, excluded.views, excluded.viewers, excluded.buyers, excluded.likes, excluded.comments,
       excluded.new_followers, excluded.product_clicks, excluded.recorded_at)
  where (r.source, r.online, r.views, r.viewers, r.buyers, r.likes, r.comments, r.new_followers, r.product_clicks)
        is distinct from (excluded.source, excluded.online, excluded.views, excluded.viewers, excluded.buyers, excluded.likes,
                          excluded.comments, excluded.new_followers, excluded.product_clicks)
  returning r.xmax = 0 as is_new
)
select count(*) filter (where is_new)::int as added, count(*) filter (where not is_new)::int as changed from written
