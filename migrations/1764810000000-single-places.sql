-- What an order counts for, told faster of most orders: divisions, their paths and closures are looked up only where an order is in several
-- places, of one merchant or of more, and mergers are followed only from a merchant that was merged. The same rows come out.
create or replace function order_entry_target(wanted_shop_id bigint, wanted_order_no text)
returns table(shop_id bigint, order_no text, line_no text, kind text, day date, pay_day date, product_id bigint, live_session_id bigint, host_id bigint, channel text, category text, origin_code text, merchant_id bigint, merchant_division_code text, refund_reason text, refund_phase text, paid_fen bigint, refunded_fen bigint, quantity bigint, lines bigint, orders bigint, refunds bigint)
language sql
stable
as $$
  with paid_order as (
    select o.shop_id, o.order_no, beijing_day(o.paid_at) as pay_day, o.channel, m.id as selling_merchant_id,
           coalesce(session.id, 0) as live_session_id, coalesce(named_host.id, session.host_id, 0) as host_id
    from sales_order o
    join shop on shop.id = o.shop_id
    join merchant m on m.id = shop.merchant_id
    left join host named_host on named_host.merchant_id = m.id and named_host.platform_host_id = o.platform_host_id and named_host.archived_at is null
    left join lateral (
      select candidate.id, candidate.host_id
      from (
        (select s.id, s.host_id, 1 as preference
         from live_session s
         where o.source = 'hand' and s.id = o.named_session_id and s.merchant_id = m.id and s.archived_at is null)
        union all
        -- The room decides; of several sessions in one room the latest begun before the payment, else the first.
        (select s.id, s.host_id, 2
         from live_session s
         where o.source = 'platform' and s.merchant_id = m.id and s.room_id = o.room_id and s.archived_at is null
         order by s.started_at > o.paid_at, case when s.started_at > o.paid_at then s.started_at end, s.started_at desc, s.id
         limit 1)
        union all
        (select s.id, s.host_id, 3
         from live_session s
         where o.source = 'platform' and s.shop_id = o.shop_id and s.archived_at is null
           and s.started_at <= o.paid_at and s.started_at >= o.paid_at - interval '32 days'
           and coalesce(s.ended_at, s.started_at + interval '12 hours') + interval '30 minutes' >= o.paid_at
         order by s.started_at desc, s.id
         limit 1)
      ) candidate
      order by candidate.preference
      limit 1
    ) session on true
    where o.shop_id = wanted_shop_id and o.order_no = wanted_order_no and o.paid_at is not null and o.void_reason is null
  ),
  -- The lines as they stand, and, without money of their own, lines known only from a refund.
  line as (
    select l.line_no, true as is_sold, l.quantity, l.paid_fen, l.product_id, l.item_id, l.sku_id, l.lot
    from paid_order p
    join order_line l on l.shop_id = p.shop_id and l.order_no = p.order_no
    union all
    select distinct r.line_no, false, 0::bigint, 0::bigint, r.product_id, r.item_id, r.sku_id, r.lot
    from paid_order p
    join order_refund r on r.shop_id = p.shop_id and r.order_no = p.order_no and r.status = 'succeeded'
    where not exists (select from order_line l where l.shop_id = r.shop_id and l.order_no = r.order_no and l.line_no = r.line_no)
  ),
  identified as (
    select line.*, line.product_id as named_product_id, product.id as known_product_id, coalesce(product.category, '') as category,
           coalesce(product.origin_division_code, '') as product_origin_code
    from paid_order p
    cross join line
    left join item_mapping by_sku on by_sku.shop_id = p.shop_id and by_sku.item_id = line.item_id and by_sku.sku_id = line.sku_id and line.item_id <> ''
    left join item_mapping by_item on by_item.shop_id = p.shop_id and by_item.item_id = line.item_id and by_item.sku_id = '' and line.item_id <> ''
    left join product on product.id = coalesce(line.product_id, by_sku.product_id, by_item.product_id)
  ),
  attributed as (
    select i.line_no, i.is_sold, i.quantity, i.paid_fen, i.item_id, i.sku_id, i.lot, i.named_product_id, coalesce(i.known_product_id, 0) as product_id,
           i.category, coalesce(origin_rule.origin_code, i.product_origin_code) as origin_code,
           counted.id as merchant_id, coalesce(home_rule.home_division_code, counted.division_code) as merchant_division_code
    from paid_order p
    cross join identified i
    left join lateral (
      select r.origin_code
      from attribution_rule r
      where r.effect = 'origin' and r.withdrawn_at is null and p.pay_day >= coalesce(r.valid_from, '-infinity') and p.pay_day <= coalesce(r.valid_to, 'infinity')
        and (r.product_id = i.known_product_id or r.merchant_id = p.selling_merchant_id) and (r.lot is null or r.lot = i.lot)
      order by r.lot is null, r.product_id is null, r.id desc
      limit 1
    ) origin_rule on true
    left join lateral (
      select r.target_merchant_id
      from attribution_rule r
      where r.effect = 'merchant' and r.source <> 'merge' and r.withdrawn_at is null
        and p.pay_day >= coalesce(r.valid_from, '-infinity') and p.pay_day <= coalesce(r.valid_to, 'infinity')
        and (r.product_id = i.known_product_id or r.merchant_id = p.selling_merchant_id) and (r.lot is null or r.lot = i.lot)
      order by r.lot is null, r.product_id is null, r.id desc
      limit 1
    ) merchant_rule on true
    join merchant named on named.id = coalesce(merchant_rule.target_merchant_id, p.selling_merchant_id)
    -- Following mergers is a query of its own for every line (a third of all that posting an order took).
    join merchant counted on counted.id = case when named.merged_into_id is null then named.id else standing_merchant(named.id) end
    left join lateral (
      select r.home_division_code
      from attribution_rule r
      where r.effect = 'home' and r.merchant_id = counted.id and r.withdrawn_at is null
        and p.pay_day >= coalesce(r.valid_from, '-infinity') and p.pay_day <= coalesce(r.valid_to, 'infinity')
      order by r.id desc
      limit 1
    ) home_rule on true
  ),
  money as (
    select a.line_no, p.pay_day as day, a.product_id, a.category, a.origin_code, a.merchant_id, a.merchant_division_code, '' as refund_reason,
           '' as refund_phase, a.paid_fen, 0::bigint as refunded_fen, a.quantity, 1::bigint as lines, 0::bigint as refunds
    from attributed a cross join paid_order p
    where a.is_sold
    union all
    select a.line_no, beijing_day(r.succeeded_at), a.product_id, a.category, a.origin_code, a.merchant_id, a.merchant_division_code, r.reason_class,
           r.phase, 0, r.amount_fen, 0, 0, (r.amount_fen > 0)::int
    from attributed a
    join order_refund r on r.shop_id = wanted_shop_id and r.order_no = wanted_order_no and r.line_no = a.line_no and r.status = 'succeeded'
      -- Two refunds of a line that is gone may name different items: each counts for its own.
      and (a.is_sold or (a.item_id, a.sku_id, a.lot, a.named_product_id) is not distinct from (r.item_id, r.sku_id, r.lot, r.product_id))
  ),
  -- Where the order is, by merchant, and over all merchants.
  present as (select distinct merchant_id, merchant_division_code, origin_code from attributed where is_sold),
  -- Nearly every order is in one place, and then counts there once: nothing more is looked up for it.
  is_scattered as (select count(*) > 1 as yes from present),
  scattered as (
    select p.merchant_id, p.merchant_division_code, p.origin_code, coalesce(d.path, '{}') as path
    from present p left join division d on d.code = p.origin_code
    where (select yes from is_scattered)
  ),
  own_meeting as (
    select n.merchant_id, n.merchant_division_code, deepest_common_division(n.path, n.next_path) as code
    from (select scattered.*, lead(path) over (partition by merchant_id order by path) as next_path from scattered) n
    where n.next_path is not null
  ),
  place as (select origin_code as code, path, count(*) as merchants from scattered group by origin_code, path),
  home as (
    select h.code, coalesce(d.path, '{}') as path, h.merchants
    from (select merchant_division_code as code, count(distinct merchant_id) as merchants from scattered group by merchant_division_code) h
    left join division d on d.code = h.code
  ),
  is_joint as (select count(distinct merchant_id) > 1 as yes from scattered),
  joint_meeting as (
    select deepest_common_division(n.path, n.next_path) as code
    from (select path, lead(path) over (order by path) as next_path from place) n
    where n.next_path is not null
  ),
  loose_place as (
    select c.level, place.* from place join division_closure c on c.code = place.code and c.is_loose and c.area_code = ''
  ),
  loose_home as (
    select c.level, home.* from home join division_closure c on c.code = home.code and c.is_loose and c.area_code = '' where (select yes from is_joint)
  ),
  presence as (
    select 'order' as kind, merchant_id, merchant_division_code, origin_code, 1::bigint as orders from present
    union all
    select 'order-shared', merchant_id, merchant_division_code, code, -1 from own_meeting
    union all
    select 'order-joint', 0, '', joint.code, joint.orders
    from (
      select too_much.code, sum(too_much.orders) as orders
      from (
        select code, 1 - merchants as orders from place
        union all
        select code, -1 from joint_meeting
        union all
        select code, 1 from own_meeting
      ) too_much
      where (select yes from is_joint)
      group by too_much.code
    ) joint
    where joint.orders <> 0
    union all
    select 'loose-' || n.level, 0, '', deepest_common_division(n.path, n.next_path), -1
    from (select level, path, lead(path) over (partition by level order by path) as next_path from loose_place) n
    where n.next_path is not null
    union all
    select 'loose-' || level, 0, '', code, 1 - merchants from loose_place where merchants > 1
    union all
    select 'home-shared', 0, deepest_common_division(n.path, n.next_path), '', -1
    from (select path, lead(path) over (order by path) as next_path from home) n
    where n.next_path is not null
    union all
    select 'home-shared', 0, code, '', 1 - merchants from home where merchants > 1
    union all
    select 'home-loose-' || n.level, 0, deepest_common_division(n.path, n.next_path), '', -1
    from (select level, path, lead(path) over (partition by level order by path) as next_path from loose_home) n
    where n.next_path is not null
    union all
    select 'home-loose-' || level, 0, code, '', 1 - merchants from loose_home where merchants > 1
  ),
  counted as (
    select line_no, 'line' as kind, day, product_id, category, origin_code, merchant_id, merchant_division_code, refund_reason, refund_phase,
           paid_fen, refunded_fen, quantity, lines, 0::bigint as orders, refunds
    from money
    union all
    select '', presence.kind, p.pay_day, 0, '', presence.origin_code, presence.merchant_id, presence.merchant_division_code, '', '', 0, 0, 0, 0, presence.orders, 0
    from presence cross join paid_order p
  )
  select p.shop_id, p.order_no, c.line_no, c.kind, c.day, p.pay_day, c.product_id, p.live_session_id, p.host_id, p.channel, c.category, c.origin_code,
         c.merchant_id, c.merchant_division_code, c.refund_reason, c.refund_phase,
         sum(c.paid_fen)::bigint, sum(c.refunded_fen)::bigint, sum(c.quantity)::bigint, sum(c.lines)::bigint, sum(c.orders)::bigint,
         sum(c.refunds)::bigint
  from counted c cross join paid_order p
  group by p.shop_id, p.order_no, c.line_no, c.kind, c.day, p.pay_day, c.product_id, p.live_session_id, p.host_id, p.channel, c.category, c.origin_code,
           c.merchant_id, c.merchant_division_code, c.refund_reason, c.refund_phase
$$;
