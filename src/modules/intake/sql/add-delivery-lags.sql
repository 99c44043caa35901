-- Adds what became of messages, and how late they came, to the hour of their receipt, in key order. Index: primary key of shop_delivery.
-- $1 json array of {shopId, receivedAt, state, lagMs}
insert into shop_delivery as d (shop_id, hour, applied, ignored, quarantined, lag_count, lag_sum_ms, lag_max_ms, lag_min_ms)
select c."shopId", date_trunc('hour', c."receivedAt"), count(*) filter (where c.state = 'applied'), count(*) filter (where c.state = 'ignored'),
       count(*) filter (where c.state = 'quarantined'), count(c."lagMs"), coalesce(sum(c."lagMs"), 0), max(c."lagMs"), min(c."lagMs")
from jsonb_to_recordset($1::jsonb) as c ("shopId" bigint, "receivedAt" timestamptz, state text, "lagMs" bigint)
group by 1, 2
order by 1, 2
on conflict (shop_id, hour) do update set
  applied = d.applied + excluded.applied, ignored = d.ignored + excluded.ignored, quarantined = d.quarantined + excluded.quarantined,
  lag_count = d.lag_count + excluded.lag_count, lag_sum_ms = d.lag_sum_ms + excluded.lag_sum_ms,
  lag_max_ms = greatest(d.lag_max_ms, excluded.lag_max_ms), lag_min_ms = least(d.lag_min_ms, excluded.lag_min_ms)
