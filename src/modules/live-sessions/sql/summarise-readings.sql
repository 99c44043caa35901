-- Writes anew what the readings of a session add up to; nothing where there are none.
-- A counter's total is the sum of its increases: a fall is a reset, after which it counts from zero. The number of people online holds
-- until the next reading that has one, the last until the session ends (on air: until it was read); only time within the session counts.
-- Index: primary key of live_session_reading. $1 session
with reading as (select * from live_session_reading where live_session_id = $1),
step as (
  select c.counter, c.value, lag(c.value) over (partition by c.counter order by r.at) as before
  from reading r
  cross join lateral (values ('views', r.views), ('viewers', r.viewers), ('buyers', r.buyers), ('likes', r.likes), ('comments', r.comments),
                             ('new_followers', r.new_followers), ('product_clicks', r.product_clicks)) as c (counter, value)
  where c.value is not null
),
total as (
  select counter, sum(case when before is null or value < before then value else value - before end) as value,
         count(*) filter (where value < before) as resets
  from step
  group by counter
),
online as (
  -- least and greatest pass over null: the last reading holds until the end, and for no time where there is no end.
  select r.online, greatest(0, round(1000 * extract(epoch from
           least(lead(r.at) over (order by r.at), s.ended_at) - greatest(r.at, s.started_at)))) as held_ms
  from reading r join live_session s on s.id = r.live_session_id
  where r.online is not null
)
insert into live_session_summary (live_session_id, readings, resets, first_at, last_at, views, viewers, buyers, likes, comments, new_followers,
                                  product_clicks, peak_online, online_ms, observed_ms)
select $1, count(*), (select coalesce(sum(resets), 0) from total), min(at), max(at),
       (select value from total where counter = 'views'), (select value from total where counter = 'viewers'),
       (select value from total where counter = 'buyers'), (select value from total where counter = 'likes'),
       (select value from total where counter = 'comments'), (select value from total where counter = 'new_followers'),
       (select value from total where counter = 'product_clicks'),
       (select max(online) from online), (select sum(online * held_ms) from online), (select sum(held_ms) from online)
from reading
having count(*) > 0
on conflict (live_session_id) do update set
  (readings, resets, first_at, last_at, views, viewers, buyers, likes, comments, new_followers, product_clicks, peak_online, online_ms, observed_ms)
  = (excluded.readings, excluded.resets, excluded.first_at, excluded.last_at, excluded.views, excluded.viewers, excluded.buyers, excluded.likes,
     excluded.comments, excluded.new_followers, excluded.product_clicks, excluded.peak_online, excluded.online_ms, excluded.observed_ms)
