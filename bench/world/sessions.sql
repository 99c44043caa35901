-- Live sessions, on as many evenings as a merchant has something to sell: the big ones every day, the small ones a few times a year.
-- A session ends by midnight. Settings: bench.orders, bench.first_day, bench.last_day. Runs once, after catalogue.sql.
create table bench.session as
with planned as (
  select m.*, d.days, least(d.days, greatest(3, ceil(m.weight * current_setting('bench.orders')::bigint * 0.8 / 10)))::int as sessions
  from bench.merchant m cross join (select current_setting('bench.last_day')::date - current_setting('bench.first_day')::date + 1 as days) d
)
select row_number() over (order by started_at, merchant_id, place) as session_id, s.*, started_at + (2 + bench.random(22, merchant_id, place) * 2) * interval '1 hour' as ended_at
from (
  select p.merchant_id, place, p.merchant_id * 10 + 1 + floor(bench.random(20, p.merchant_id, place) * p.hosts)::int as host_id,
         p.merchant_id * 10 + 1 + floor(bench.random(23, p.merchant_id, place) ^ 2 * p.shops)::int as shop_id,
         (current_setting('bench.first_day')::date + floor((place + bench.random(21, p.merchant_id, place)) * p.days / p.sessions)::int)::timestamp
           at time zone 'Asia/Shanghai' + (18 + bench.random(24, p.merchant_id, place) * 2) * interval '1 hour' as started_at
  from planned p cross join lateral generate_series(0, p.sessions - 1) place
) s;

insert into live_session (id, merchant_id, title, started_at, ended_at, host_id, shop_id, room_id) overriding system value
select session_id, merchant_id, '直播场次 ' || session_id, started_at, ended_at, host_id, shop_id, 'R' || session_id from bench.session order by session_id;

select setval(pg_get_serial_sequence(name, 'id'), greatest((select max(id) from (select id from merchant union all select id from product union all
  select id from shop union all select id from host union all select id from live_session) ids), 100000))
from unnest(array['merchant', 'product', 'shop', 'host', 'live_session']) name;
