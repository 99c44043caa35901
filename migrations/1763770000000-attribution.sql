-- Dated rules of attribution: which origin and which merchant a line counts for, and where a merchant is at home; merchants entered twice
-- count as one. Entries tell breakage from quality, and refunds before dispatch from those after it.
-- Runs as cunbo_owner in one transaction.

alter table merchant add column merged_into_id bigint references merchant constraint merchant_not_into_itself check (merged_into_id <> id);
create index merchant_by_merger on merchant (merged_into_id) where merged_into_id is not null;

-- A rule holds for orders paid on its days (Beijing, both included; null: open). Of the rules whose scope covers a line the narrowest
-- counts (lot, product, merchant), among those the newest. Rules are never edited: they are withdrawn, and another is made.
create table attribution_rule (
  id bigint generated always as identity primary key,
  effect text not null check (effect in ('origin', 'merchant', 'home')),
  merchant_id bigint references merchant,      -- the selling merchant; for `home` and mergers the merchant that is counted for
  product_id bigint references product,
  lot text collate "C",
  origin_code text collate "C",                -- '' takes the origin away
  target_merchant_id bigint references merchant,
  home_division_code text collate "C" references division,
  valid_from date,
  valid_to date,
  reason text not null,
  source text not null default 'rule' check (source in ('rule', 'product-change', 'merchant-move', 'merge')),
  created_at timestamptz not null default now(),
  created_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawal_reason text,
  constraint attribution_rule_days check (valid_from <= valid_to),
  constraint attribution_rule_says_one_thing check (
    case effect when 'origin' then origin_code is not null and target_merchant_id is null and home_division_code is null
                when 'merchant' then target_merchant_id is not null and origin_code is null and home_division_code is null
                else home_division_code is not null and origin_code is null and target_merchant_id is null end),
  constraint attribution_rule_has_scope check (
    case when effect = 'home' or source = 'merge' then merchant_id is not null and product_id is null and lot is null
         else num_nonnulls(merchant_id, product_id) = 1 end)
);
create index attribution_rule_by_product on attribution_rule (product_id) where product_id is not null;
create index attribution_rule_by_merchant on attribution_rule (merchant_id) where merchant_id is not null;
create index attribution_rule_by_target on attribution_rule (target_merchant_id) where target_merchant_id is not null;
create unique index attribution_rule_merges_once on attribution_rule (merchant_id) where source = 'merge' and withdrawn_at is null;

alter table attribution_rule enable row level security;
create policy readable on attribution_rule for select to cunbo_app
  using ((select scope()) = 'all' or sees_merchant(merchant_id) or sees_merchant((select p.merchant_id from product p where p.id = product_id)));
create policy changeable on attribution_rule to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all');
create policy background on attribution_rule for select to cunbo_worker using (true);
grant select, insert on attribution_rule to cunbo_app;
grant update (withdrawn_at, withdrawn_by, withdrawal_reason) on attribution_rule to cunbo_app;
grant select on attribution_rule to cunbo_worker;

alter table order_refund add column lot text;  -- of its line, as the refund's own message gives it
create index order_line_by_lot on order_line (lot) where lot is not null;
create index order_refund_by_item on order_refund (shop_id, item_id) where item_id <> '';
create index order_refund_by_product on order_refund (product_id) where product_id is not null;
create index order_refund_by_lot on order_refund (lot) where lot is not null;

---------------------------------------------------------------------------------------------------------------------------
-- What a change moves
---------------------------------------------------------------------------------------------------------------------------

alter table reattribution_todo drop constraint reattribution_todo_kind_check;
alter table reattribution_todo
  add constraint reattribution_todo_kind_check check (kind in ('item', 'product', 'session', 'host', 'merchant', 'division', 'rule')),
  add column rule_id bigint;

create function note_attribution_rule() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into reattribution_todo (kind, rule_id) values ('rule', new.id);
  return null;
end $$;
create trigger attribution_rule_made_moves_sales after insert on attribution_rule for each row execute function note_attribution_rule();
create trigger attribution_rule_withdrawn_moves_sales after update on attribution_rule for each row
  when (old.withdrawn_at is distinct from new.withdrawn_at) execute function note_attribution_rule();

drop trigger merchant_moved_moves_sales on merchant;
create trigger merchant_moved_moves_sales after update on merchant for each row
  when ((old.division_code, old.merged_into_id) is distinct from (new.division_code, new.merged_into_id)) execute function note_merchant();

-- A merchant and all that were merged into it.
create function merged_merchants(wanted bigint) returns table (id bigint) language sql stable as $$
  with recursive merged as (
    select wanted as id
    union
    select m.id from merged join merchant m on m.merged_into_id = merged.id
  )
  select id from merged
$$;

-- Orders with a line of a product, by name or by mapping.
create function orders_of_product(wanted bigint) returns table (shop_id bigint, order_no text) language sql stable as $$
  select l.shop_id, l.order_no from order_line l where l.product_id = wanted
  union
  select r.shop_id, r.order_no from order_refund r where r.product_id = wanted
  union
  select l.shop_id, l.order_no from item_mapping m join order_line l on l.shop_id = m.shop_id and l.item_id = m.item_id where m.product_id = wanted
  union
  select r.shop_id, r.order_no from item_mapping m join order_refund r on r.shop_id = m.shop_id and r.item_id = m.item_id where m.product_id = wanted
$$;

-- Orders a rule that says where lines count may speak of; wider than needed is harmless. Not for `home` and mergers.
create function orders_in_scope(rule attribution_rule) returns table (shop_id bigint, order_no text) language sql stable as $$
  select o.shop_id, o.order_no
  from (
    select l.shop_id, l.order_no from order_line l where rule.lot is not null and l.lot = rule.lot
    union
    select r.shop_id, r.order_no from order_refund r where rule.lot is not null and r.lot = rule.lot
    union
    select p.shop_id, p.order_no from orders_of_product(rule.product_id) p where rule.lot is null and rule.product_id is not null
    union
    select s.shop_id, s.order_no from sales_order s
    where rule.lot is null and rule.merchant_id is not null and s.shop_id in (select id from shop where merchant_id = rule.merchant_id)
  ) o
  join sales_order s on s.shop_id = o.shop_id and s.order_no = o.order_no
  where s.paid_at >= coalesce(rule.valid_from::timestamp at time zone 'Asia/Shanghai', '-infinity')
    and s.paid_at < coalesce((rule.valid_to + 1)::timestamp at time zone 'Asia/Shanghai', 'infinity')
$$;

-- Orders with a line that may count for a merchant: its own sales, those of merchants merged into it, and what rules give to any of them.
create function orders_counted_for(wanted bigint) returns table (shop_id bigint, order_no text) language sql stable as $$
  select o.shop_id, o.order_no
  from merged_merchants(wanted) m
  join shop s on s.merchant_id = m.id
  join sales_order o on o.shop_id = s.id
  union
  select o.shop_id, o.order_no
  from merged_merchants(wanted) m
  join attribution_rule r on r.target_merchant_id = m.id and r.effect = 'merchant' and r.source <> 'merge' and r.withdrawn_at is null,
  lateral orders_in_scope(r) o
$$;

-- Orders a pending change of a register may move. Wider than needed is harmless: an order that does not move posts nothing.
create or replace function reattributed_orders(wanted reattribution_todo) returns table (shop_id bigint, order_no text) language sql stable as $$
  select l.shop_id, l.order_no from order_line l
  where wanted.kind = 'item' and l.shop_id = wanted.shop_id and l.item_id = wanted.item_id
  union
  select r.shop_id, r.order_no from order_refund r
  where wanted.kind = 'item' and r.shop_id = wanted.shop_id and r.item_id = wanted.item_id
  union
  select o.shop_id, o.order_no from orders_of_product(wanted.product_id) o where wanted.kind = 'product'
  union
  select o.shop_id, o.order_no from sales_order o
  where wanted.kind = 'session' and o.named_session_id = wanted.live_session_id
  union
  select o.shop_id, o.order_no from sales_order o
  where wanted.kind = 'session' and o.room_id = any (wanted.room_ids) and o.shop_id in (select id from shop where merchant_id = wanted.merchant_id)
  union
  select o.shop_id, o.order_no from sales_order o
  where wanted.kind = 'session' and o.shop_id = any (wanted.shop_ids) and o.paid_at between wanted.paid_from and wanted.paid_to
  union
  select o.shop_id, o.order_no from sales_order o
  where wanted.kind = 'host' and o.platform_host_id = any (wanted.host_ids) and o.shop_id in (select id from shop where merchant_id = wanted.merchant_id)
  union
  select o.shop_id, o.order_no from orders_counted_for(wanted.merchant_id) o where wanted.kind = 'merchant'
  union
  select e.shop_id, e.order_no from revenue_entry e
  where wanted.kind = 'division' and (starts_with(e.origin_code, wanted.division_code) or starts_with(e.merchant_division_code, wanted.division_code))
  union
  select o.shop_id, o.order_no from attribution_rule r, lateral orders_in_scope(r) o
  where wanted.kind = 'rule' and r.id = wanted.rule_id and r.effect <> 'home' and r.source <> 'merge'
  union
  select o.shop_id, o.order_no from attribution_rule r, lateral orders_counted_for(r.merchant_id) o
  where wanted.kind = 'rule' and r.id = wanted.rule_id and (r.effect = 'home' or r.source = 'merge')
$$;

---------------------------------------------------------------------------------------------------------------------------
-- What the entries of orders must add up to
---------------------------------------------------------------------------------------------------------------------------

-- `line` carries money, pieces and lines of one order line; `merchant_id` is whom it counts for. The others count the order itself, so
-- that every subtree of the divisions sums to one, for each merchant and over all of them:
--   order         +1 for each merchant at each distinct origin of its lines
--   order-shared  −1 where two neighbouring origins of one merchant meet in the tree
--   order-joint   what is too much of both where several merchants share the order; only on the origin basis
--   loose-LEVEL   the same for origins that have no ancestor at LEVEL; only what is unallocated there, on the origin basis
--   home-shared   where the homes of several merchants meet; only on the merchant basis
--   home-loose-LEVEL  the same for homes without an ancestor at LEVEL
-- What corrects several merchants belongs to none: merchant 0.
alter table revenue_entry drop constraint revenue_entry_kind_check;
alter table revenue_entry
  add constraint revenue_entry_kind_check check (kind in ('line', 'order', 'order-shared', 'order-joint', 'loose-city', 'loose-county', 'loose-township',
    'loose-village', 'home-shared', 'home-loose-city', 'home-loose-county', 'home-loose-township', 'home-loose-village')),
  add column refund_reason text collate "C" not null default '',
  add column refund_phase text collate "C" not null default '',
  add column refunds bigint not null default 0;  -- successful refunds of money

-- Whom a merchant's sales count for, if it was merged into another.
create function standing_merchant(wanted bigint) returns bigint language sql stable as $$
  with recursive chain as (
    select m.id, m.merged_into_id, 1 as step from merchant m where m.id = wanted
    union all
    select m.id, m.merged_into_id, step + 1 from chain join merchant m on m.id = chain.merged_into_id where step < 100
  )
  select id from chain order by step desc limit 1
$$;

drop function order_entry_target(bigint, text);

-- The one definition of how an order counts; posting and verifying both read it. A pure function of the order, the item
-- mappings, the products, the rules, the sessions, the hosts and the merchants: neither time nor order of arrival enters.
-- For one order, joined laterally to a batch of keys: joins between the steps then are of a few rows each, whatever the planner
-- believes. For a batch at once, a database without statistics took minutes for 500 orders; by the order it takes 0.2 ms each.
create function order_entry_target(wanted_shop_id bigint, wanted_order_no text)
returns table (
  shop_id bigint, order_no text, line_no text, kind text, day date, pay_day date, product_id bigint, live_session_id bigint, host_id bigint,
  channel text, category text, origin_code text, merchant_id bigint, merchant_division_code text, refund_reason text, refund_phase text,
  paid_fen bigint, refunded_fen bigint, quantity bigint, lines bigint, orders bigint, refunds bigint
) language sql stable as $$
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
    join merchant counted on counted.id = standing_merchant(coalesce(merchant_rule.target_merchant_id, p.selling_merchant_id))
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
  present as (
    select a.merchant_id, a.merchant_division_code, a.origin_code, coalesce(d.path, '{}') as path
    from (select distinct merchant_id, merchant_division_code, origin_code from attributed where is_sold) a
    left join division d on d.code = a.origin_code
  ),
  own_meeting as (
    select n.merchant_id, n.merchant_division_code, deepest_common_division(n.path, n.next_path) as code
    from (select present.*, lead(path) over (partition by merchant_id order by path) as next_path from present) n
    where n.next_path is not null
  ),
  place as (select origin_code as code, path, count(*) as merchants from present group by origin_code, path),
  home as (
    select h.code, coalesce(d.path, '{}') as path, h.merchants
    from (select merchant_division_code as code, count(distinct merchant_id) as merchants from present group by merchant_division_code) h
    left join division d on d.code = h.code
  ),
  is_joint as (select count(distinct merchant_id) > 1 as yes from present),
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

-- What was posted before is posted anew where it now counts otherwise.
insert into order_todo (shop_id, order_no) select shop_id, order_no from sales_order on conflict do nothing;
