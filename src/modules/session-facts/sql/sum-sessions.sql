-- What is known of live sessions, summed by group and, within a group, by which quantities are known and which are zero: ratios may then
-- be made from the sums of just those sessions that have the denominator. Sales from the rollup, of whatever day, by the session they
-- belong to; counters as they are typed into the session, else from its readings; the peak is the greater of both.
-- Index: live_session by id or by start; rollup_base by live_session_id.
-- $1 one session (archived too), or null and then all that started on the days $2 to $3, $4 of merchants at home within the division
-- ('' everywhere), $5 merchant or null, $6 host or null, $7 kinds; $8 groups by host|merchant|month of the start|none
with chosen as materialized (
  select s.id,
         case $8 when 'host' then coalesce(s.host_id::text, '') when 'merchant' then s.merchant_id::text
                 when 'month' then to_char(s.started_at at time zone 'Asia/Shanghai', 'YYYY-MM') else '' end as group_key,
         coalesce(s.buyers, m.buyers) as buyers, coalesce(s.views, m.views) as views, coalesce(s.viewers, m.viewers) as viewers,
         coalesce(s.likes, m.likes) as likes, coalesce(s.comments, m.comments) as comments,
         coalesce(s.new_followers, m.new_followers) as new_followers, coalesce(s.product_clicks, m.product_clicks) as product_clicks,
         greatest(s.peak_online, m.peak_online) as peak_online, m.online_ms, m.observed_ms,
         round(1000 * extract(epoch from s.ended_at - s.started_at)) as live_ms
  from live_session s
  left join live_session_summary m on m.live_session_id = s.id
  where s.id = $1
     or $1::bigint is null and s.archived_at is null
        and s.started_at >= $2::date::timestamp at time zone 'Asia/Shanghai' and s.started_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai'
        and s.kind = any ($7::text[])
        and ($5::bigint is null or s.merchant_id = $5) and ($6::bigint is null or s.host_id = $6)
        and ($4 = '' or s.merchant_id in (select id from merchant where division_code in (
              select code from division_closure where area_code = $4 and not is_loose)))
),
sale as (
  select r.live_session_id, sum(r.paid_fen) as paid_fen, sum(r.refunded_cohort_fen) as refunded_fen, 
         sum(r.orders) filter (where counts_on(r.kind) in ('both', 'origin')) as orders, sum(r.lines) as lines, sum(r.quantity) as items
  from rollup_base r
  where r.live_session_id <> 0 and r.live_session_id in (select id from chosen)
  group by r.live_session_id
),
fact as (
  select c.*, coalesce(sale.paid_fen, 0) as paid_fen, coalesce(sale.refunded_fen, 0) as refunded_fen, coalesce(sale.orders, 0) as orders,
         coalesce(sale.lines, 0) as lines, coalesce(sale.items, 0) as items
  from chosen c left join sale on sale.live_session_id = c.id
)
select group_key as "groupKey", count(*)::int as sessions,
       sum(paid_fen) as "paidFen", sum(refunded_fen) as "refundedFen", sum(orders) as orders, sum(lines) as lines, sum(items) as items,
       sum(buyers) as buyers, sum(views) as views, sum(viewers) as viewers, sum(likes) as likes, sum(comments) as comments,
       sum(new_followers) as "newFollowers", sum(product_clicks) as "productClicks", max(peak_online) as "peakOnline",
       sum(online_ms) as "onlineMs", sum(observed_ms) as "observedMs", sum(live_ms) as "liveMs"
from fact
group by group_key, sign(paid_fen), sign(orders), sign(items), sign(buyers), sign(views), sign(viewers), sign(likes), sign(comments),
         sign(new_followers), sign(product_clicks), peak_online is null, sign(online_ms), sign(observed_ms), sign(live_ms)
order by length(group_key), group_key
