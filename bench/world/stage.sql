-- Orders, lines and refunds that were sold from one day to another: four fifths in the evenings' sessions, the rest by day, more of it in
-- the weeks of 6·18 and 11·11. A batch of its own for every bench.first_number. Settings: bench.orders, bench.from, bench.to, bench.last_day
-- (refunds after it have not happened yet), bench.first_number.
drop table if exists bench.sold_order, bench.sold_line, bench.sold_refund;

create unlogged table bench.sold_order as
with pool as (
  select s.*, row_number() over (partition by merchant_id order by session_id) - 1 as seat, count(*) over (partition by merchant_id) as seats
  from bench.session s
  where beijing_day(started_at) between current_setting('bench.from')::date and current_setting('bench.to')::date
),
wanted as (
  select m.merchant_id, m.shops, current_setting('bench.first_number')::bigint + i as i, coalesce(seats, 0) as seats
  from bench.merchant m
  left join (select distinct merchant_id, seats from pool) p using (merchant_id)
  cross join lateral generate_series(1, floor(m.weight * current_setting('bench.orders')::bigint
                                              + bench.random(30, m.merchant_id, current_setting('bench.first_number')::bigint))::int) i
),
placed as (
  select w.*, case when bench.random(31, merchant_id, i) < 0.8 then floor(bench.random(32, merchant_id, i) ^ 0.8 * seats)::bigint end as seat,
         floor(bench.random(33, merchant_id, i) ^ 0.8 * (current_setting('bench.to')::date - current_setting('bench.from')::date + 1))::int as day,
         bench.random(34, merchant_id, i) as hour, bench.random(35, merchant_id, i) as luck
  from wanted w
),
paid as (
  select p.merchant_id, p.i, p.luck, s.session_id, s.host_id, bench.random(36, p.merchant_id, p.i) < 0.04 as is_by_hand,
         coalesce(s.shop_id, p.merchant_id * 10 + 1 + floor(bench.random(37, p.merchant_id, p.i) * p.shops)::int) as shop_id,
         date_trunc('second', coalesce(s.started_at + (s.ended_at - s.started_at) * p.hour,
           (busy.day)::timestamp at time zone 'Asia/Shanghai' + (7 + p.hour * 10.9) * interval '1 hour')) as paid_at
  from placed p
  left join pool s on s.merchant_id = p.merchant_id and s.seat = p.seat
  cross join lateral (select current_setting('bench.from')::date + p.day as plain) d
  cross join lateral (
    select case when p.luck < 0.3 and extract(month from d.plain) in (6, 11) then least(date_trunc('month', d.plain)::date + extract(day from d.plain)::int % 11, current_setting('bench.to')::date)
                else d.plain end as moved
  ) m
  cross join lateral (select greatest(m.moved, current_setting('bench.from')::date) as day) busy
)
select current_setting('bench.first_number')::bigint + row_number() over (order by paid_at, merchant_id, i) as n, merchant_id,
       case when is_by_hand then merchant_id * 10 else shop_id end as shop_id, is_by_hand, coalesce(session_id, 0) as session_id, coalesce(host_id, 0) as host_id, paid_at,
       case when luck < 0.78 then 1 when luck < 0.93 then 2 else 3 end as line_count
from paid;

create unlogged table bench.sold_line as
select o.n, o.n::text as order_no, l as line, o.shop_id, o.merchant_id, o.session_id, o.host_id, o.paid_at, o.is_by_hand, beijing_day(o.paid_at) as pay_day,
       p.product_id as named_product_id, p.item_id, is_known.yes as is_known, case when is_known.yes then p.product_id else 0 end as product_id,
       case when is_known.yes then p.category else '' end as category, case when is_known.yes then coalesce(p.origin_code, '') else '' end as origin_code,
       quantity.pieces as quantity, case when bench.random(41, o.n, l) < 0.02 then 0 else quantity.pieces * p.price_fen end as paid_fen, bench.random(41, o.n, l) < 0.02 as is_gift
from bench.sold_order o
cross join lateral generate_series(1, o.line_count) l
-- The further lines of an order are mostly of the same product, in another size.
cross join lateral (select case when l = 1 or bench.random(42, o.n, l) < 0.8 then bench.random(43, o.n) else bench.random(43, o.n, l) end as wish) taste
join lateral (select * from bench.product p where p.merchant_id = o.merchant_id and p.place = floor(taste.wish ^ 1.5 * p.places)) p on true
cross join lateral (select 1 + floor(bench.random(44, o.n, l) ^ 2 * 3)::bigint as pieces) quantity
cross join lateral (select o.is_by_hand or p.is_mapped as yes) is_known;

-- A tenth of the lines, within 14 days; what goes back before dispatch does so within a day.
create unlogged table bench.sold_refund as
select *, beijing_day(succeeded_at) as day
from (
  select l.*, case when bench.random(51, n, line) < 0.75 then paid_fen else paid_fen / 2 end as amount_fen, phase,
         paid_at + case phase when 'before-dispatch' then bench.random(52, n, line) * interval '23 hours' else (1 + bench.random(52, n, line) * 12.9) * interval '1 day' end as succeeded_at,
         (case phase when 'before-dispatch' then array['changed-mind', 'changed-mind', 'changed-mind', 'delivery', 'price', 'unstated']
                     else array['breakage', 'breakage', 'quality', 'quality', 'not-as-described', 'delivery', 'changed-mind', 'other', 'unstated'] end)
           [1 + floor(bench.random(53, n, line) * case phase when 'before-dispatch' then 6 else 9 end)::int] as reason_class
  from bench.sold_line l
  cross join lateral (select case when not l.is_by_hand and bench.random(54, l.n, l.line) < 0.35 then 'before-dispatch' else 'after-dispatch' end as phase) p
  where l.paid_fen > 0 and bench.random(50, l.n, l.line) < 0.1
) r
where beijing_day(succeeded_at) <= current_setting('bench.last_day')::date;
