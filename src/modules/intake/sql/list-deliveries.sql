-- How deliveries to each shop go: the last message, the last 24 hours, what is open, what the silence since the last message means, and the
-- periodic question to its platform. Shops that are pushed to, by id. Indexes: primary key of shop_delivery, inbox_message_by_state.
-- Expected in the silence: what the four weeks before brought in the same stretch of the week, on the average of those that had anything at all.
-- $1 shop id after which the page begins, $2 how many
with page as (
  select s.id, s.name, s.platform, s.merchant_id from shop s
  where s.platform <> 'manual' and s.archived_at is null and s.id > $1 order by s.id limit $2
),
last_message as (
  select p.id, m.received_at from page p
  left join lateral (select received_at from inbox_message m where m.shop_id = p.id and m.origin not in ('pull', 'file') order by m.received_at desc limit 1) m on true
)
select p.id as shop_id, p.name, p.platform, p.merchant_id, l.received_at as last_message_at,
       d.accepted, d.repeated, d.conflicting, d.unreadable, d.refused, d.busy, d.applied, d.ignored, d.quarantined, d.lag_count, d.lag_sum_ms, d.lag_max_ms,
       d.lag_min_ms, coalesce(o.awaiting, 0)::int as awaiting, coalesce(o.quarantined, 0)::int as open_quarantined, w.weeks::int as weeks, w.expected,
       pull.shop_id is not null as is_pulled, pull.succeeded_at as pulled_at, pull.fault_code, pull.fault_detail
from page p
join last_message l using (id)
cross join lateral (
  select coalesce(sum(accepted), 0)::text as accepted, coalesce(sum(repeated), 0)::text as repeated, coalesce(sum(conflicting), 0)::text as conflicting,
         coalesce(sum(unreadable), 0)::text as unreadable, coalesce(sum(refused), 0)::text as refused, coalesce(sum(busy), 0)::text as busy,
         coalesce(sum(applied), 0)::text as applied, coalesce(sum(ignored), 0)::text as ignored, coalesce(sum(quarantined), 0)::text as quarantined,
         coalesce(sum(lag_count), 0)::text as lag_count, coalesce(sum(lag_sum_ms), 0)::text as lag_sum_ms, max(lag_max_ms)::text as lag_max_ms,
         min(lag_min_ms)::text as lag_min_ms
  from shop_delivery d where d.shop_id = p.id and d.hour > now() - interval '24 hours'
) d
left join lateral (
  select count(*) filter (where state = 'awaiting-detail') as awaiting, count(*) filter (where state = 'quarantined') as quarantined
  from inbox_message m where m.shop_id = p.id and m.state in ('awaiting-detail', 'quarantined')
) o on true
cross join lateral (
  select count(*) filter (where week.messages is not null) as weeks, coalesce(avg(week.in_stretch) filter (where week.messages is not null), 0)::float8 as expected
  from generate_series(1, 4) n
  cross join lateral (
    select sum(h.accepted) as messages,
           coalesce(sum(h.accepted) filter (where h.hour >= date_trunc('hour', l.received_at) + interval '1 hour' - n * interval '7 days'
                                              and h.hour < date_trunc('hour', now()) - n * interval '7 days'), 0) as in_stretch
    from shop_delivery h where h.shop_id = p.id and h.hour >= now() - (n + 1) * interval '7 days' and h.hour < now() - n * interval '7 days'
  ) week
) w
left join shop_pull pull on pull.shop_id = p.id
order by p.id
