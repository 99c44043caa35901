-- A session's points in order of time, after $2 (null: from the first). $1 session, $3 how many. Index: primary key.
select at, source, online, views, viewers, buyers, likes, comments, new_followers as "newFollowers", product_clicks as "productClicks"
from live_session_reading
where live_session_id = $1 and ($2::timestamptz is null or at > $2)
order by at
limit $3
