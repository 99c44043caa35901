-- The spine of the ledger: registers, inbox, orders, entries, rollups; three roles; row-level security on every table.
-- Runs as cunbo_owner in one transaction. Text ids and codes are compared byte by byte ("C"), so order never depends on a locale.

create extension if not exists pg_trgm;

-- What a transaction may see. Database.transaction sets these for its own duration; unset means nothing is visible.
create function scope() returns text language sql stable parallel safe
  return coalesce(current_setting('cunbo.scope', true), '');

create function beijing_day(instant timestamptz) returns date language sql immutable parallel safe
  return (instant at time zone 'Asia/Shanghai')::date;

---------------------------------------------------------------------------------------------------------------------------
-- Register of divisions
---------------------------------------------------------------------------------------------------------------------------

create table division_register (
  province_code text collate "C" primary key,
  source text not null,
  as_of date not null,
  sha256 text not null,
  row_count integer not null,
  imported_at timestamptz not null default now()
);

create table division (
  code text collate "C" primary key,
  name text not null,                          -- as in the register, with 村委会 / 居委会
  display_name text not null,
  full_name text not null,                     -- 山西省怀仁市金沙滩镇南家堡村: names repeat, paths do not
  level text not null check (level in ('province', 'city', 'county', 'township', 'village')),
  parent_code text collate "C" references division,
  is_zone boolean not null default false,      -- a development zone with a county-level code that is no county
  host_county_code text collate "C" references division,
  is_selectable boolean not null default true, -- false for virtual communities: kept, but not offered in pickers
  -- From the province down to this division, the host county before its zone: the tree in which orders are counted once.
  path text[] collate "C" not null,
  pinyin text not null,
  initials text not null,
  valid_from date,
  valid_to date,
  constraint division_host_only_for_zones check (host_county_code is null or is_zone)
);
create index division_children on division (parent_code);

create table division_alias (
  alias text not null,
  code text collate "C" not null references division,
  kind text not null check (kind in ('former-name', 'abolished', 'other-name', 'code')),
  note text not null default '',
  pinyin text not null default '',
  initials text not null default '',
  primary key (alias, code)
);

-- Which areas a code counts for. Real rows: every ancestor and the code itself, by level ('all' is the whole country, area '').
-- Loose rows (is_loose): the code has no ancestor at `level`, so inside `area_code` its sales are unallocated at that level.
-- The code '' (no division) has its rows too.
create table division_closure (
  code text collate "C" not null,
  level text not null check (level in ('all', 'province', 'city', 'county', 'zone', 'township', 'village')),
  area_code text collate "C" not null,
  is_loose boolean not null,
  primary key (code, level, area_code, is_loose)
);
create index division_closure_inside_area on division_closure (area_code, level) where not is_loose;

---------------------------------------------------------------------------------------------------------------------------
-- Accounts
---------------------------------------------------------------------------------------------------------------------------

create table instance (
  only_row boolean primary key default true check (only_row),
  is_sample_data boolean not null,
  created_at timestamptz not null default now()
);

create table account (
  id bigint generated always as identity primary key,
  username text not null constraint account_username_once unique,
  password_hash text not null,
  role text not null check (role in ('operator')),
  created_at timestamptz not null default now(),
  failed_sign_ins integer not null default 0,
  locked_until timestamptz
);

create table account_session (
  token_hash bytea primary key,
  account_id bigint not null references account,
  csrf_token text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table api_token (
  token_hash bytea primary key,
  account_id bigint not null references account,
  name text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz
);

-- The answer to a POST, kept with its effect: the same key and body answer the same again.
create table idempotency_key (
  account_id bigint not null references account,
  key text not null,
  request_hash bytea not null,
  status integer,
  body text,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);

---------------------------------------------------------------------------------------------------------------------------
-- Merchants, products, shops, hosts, live sessions
---------------------------------------------------------------------------------------------------------------------------

create table merchant (
  id bigint generated always as identity primary key,
  name text not null,
  kind text not null check (kind in ('cooperative', 'company', 'household', 'collective')),
  division_code text collate "C" not null references division,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  revision integer not null default 1
);
create index merchant_by_division on merchant (division_code);

create table product (
  id bigint generated always as identity primary key,
  merchant_id bigint not null references merchant,
  name text not null,
  category text collate "C" not null,
  origin_division_code text collate "C" references division,
  is_agricultural boolean not null,
  gi_mark text,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  revision integer not null default 1
);
create index product_by_merchant on product (merchant_id);

create table shop (
  id bigint generated always as identity primary key,
  merchant_id bigint not null references merchant,
  platform text not null,
  name text not null,
  external_shop_id text,
  credentials bytea,                           -- sealed with the instance's key, bound to this row
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  revision integer not null default 1
);
create index shop_by_merchant on shop (merchant_id);
create unique index shop_manual_once_per_merchant on shop (merchant_id) where platform = 'manual';

create table item_mapping (
  shop_id bigint not null references shop,
  item_id text collate "C" not null,
  sku_id text collate "C" not null default '', -- '' maps the whole item; a SKU's own mapping beats it
  product_id bigint not null references product,
  mapped_at timestamptz not null default now(),
  primary key (shop_id, item_id, sku_id)
);
create index item_mapping_by_product on item_mapping (product_id);

create table host (
  id bigint generated always as identity primary key,
  merchant_id bigint not null references merchant,
  name text not null,
  platform_host_id text collate "C",
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  revision integer not null default 1
);
create unique index host_platform_id_once_per_merchant on host (merchant_id, platform_host_id) where archived_at is null;

create table live_session (
  id bigint generated always as identity primary key,
  merchant_id bigint not null references merchant,
  title text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  host_id bigint references host,
  shop_id bigint references shop,
  room_id text collate "C",
  product_ids bigint[] not null default '{}',
  views bigint,
  viewers bigint,
  peak_online bigint,
  likes bigint,
  comments bigint,
  new_followers bigint,
  product_clicks bigint,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  revision integer not null default 1,
  -- Attribution looks back this far at the most for a session that covers a payment.
  constraint live_session_length check (ended_at is null or (ended_at >= started_at and ended_at <= started_at + interval '31 days'))
);
create index live_session_by_shop_time on live_session (shop_id, started_at) where archived_at is null;
create index live_session_by_room on live_session (merchant_id, room_id) where archived_at is null and room_id is not null;
create index live_session_by_merchant on live_session (merchant_id, started_at);

---------------------------------------------------------------------------------------------------------------------------
-- Inbox: every message, before anything is made of it
---------------------------------------------------------------------------------------------------------------------------

create table inbox_message (
  shop_id bigint not null references shop,
  message_key text collate "C" not null,
  body_hash bytea not null,                    -- keyed: tells a repeat from another body, reveals nothing
  state text not null check (state in ('received', 'applied', 'quarantined', 'conflict')),
  reason_code text,
  reason_detail text,
  received_at timestamptz not null,
  decided_at timestamptz,
  primary key (shop_id, message_key)
);
create index inbox_message_needing_attention on inbox_message (shop_id, received_at) where state in ('quarantined', 'conflict');

-- The stripped body. Apart from its message and by day, so that bodies can be dropped by age without touching the keys.
create table inbox_payload (
  received_day date not null,
  shop_id bigint not null,
  message_key text collate "C" not null,
  body bytea not null,
  is_sealed boolean not null,                  -- encrypted: it could not be parsed, so it could not be stripped
  primary key (received_day, shop_id, message_key)
) partition by range (received_day);
create table inbox_payload_unplanned partition of inbox_payload default;

create table inbox_todo (
  shop_id bigint not null,
  message_key text collate "C" not null,
  primary key (shop_id, message_key)
);

-- Partitions for today and the next days. A day that already has rows in the default partition stays there.
create function plan_inbox_partitions(days_ahead integer) returns void language plpgsql security definer set search_path = public as $$
declare
  wanted date;
begin
  perform pg_advisory_xact_lock(4206812);
  for wanted in select beijing_day(now()) + n from generate_series(0, days_ahead) n loop
    if to_regclass('inbox_payload_' || to_char(wanted, 'YYYYMMDD')) is null
       and not exists (select from inbox_payload_unplanned where received_day = wanted) then
      execute format('create table %I partition of inbox_payload for values from (%L) to (%L)', 'inbox_payload_' || to_char(wanted, 'YYYYMMDD'), wanted, wanted + 1);
    end if;
  end loop;
end $$;

---------------------------------------------------------------------------------------------------------------------------
-- Orders
---------------------------------------------------------------------------------------------------------------------------

-- Everything that was said about an order: its header and lines (subject '') and each refund (subject = refund number), one row
-- per message. The order is what the latest words say, so neither order of arrival nor repetition matters.
create table order_word (
  shop_id bigint not null,
  order_no text collate "C" not null,
  subject text collate "C" not null,
  message_key text collate "C" not null,
  source text not null check (source in ('platform', 'hand')),
  version bigint,
  said_at timestamptz not null,
  content jsonb not null,
  primary key (shop_id, order_no, subject, message_key)
);

create table sales_order (
  shop_id bigint not null references shop,
  order_no text collate "C" not null,
  source text not null check (source in ('platform', 'hand')),
  status text not null check (status in ('created', 'paid', 'shipped', 'completed', 'closed')),
  created_at timestamptz not null,
  paid_at timestamptz,
  shipped_at timestamptz,
  room_id text collate "C",
  platform_host_id text collate "C",
  named_session_id bigint references live_session,
  buyer_hash bytea,
  channel text not null default '',
  freight_fen bigint not null default 0,
  currency text not null default 'CNY',
  void_reason text,
  winning_message_key text collate "C" not null,
  review_flags text[] not null default '{}',
  first_seen_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  revision integer not null default 1,
  primary key (shop_id, order_no)
);
create index sales_order_by_session on sales_order (named_session_id) where named_session_id is not null;
create index sales_order_by_room on sales_order (room_id) where room_id is not null;
create index sales_order_by_shop_payment on sales_order (shop_id, paid_at) where paid_at is not null;

create table order_line (
  shop_id bigint not null,
  order_no text collate "C" not null,
  line_no text collate "C" not null,
  item_id text collate "C" not null default '',
  sku_id text collate "C" not null default '',
  product_id bigint references product,        -- only hand-logged lines name their product
  title text not null default '',
  quantity bigint not null check (quantity >= 0),
  paid_fen bigint not null check (paid_fen >= 0),
  lot text,
  is_gift boolean not null default false,
  primary key (shop_id, order_no, line_no),
  foreign key (shop_id, order_no) references sales_order
);
create index order_line_by_item on order_line (shop_id, item_id, sku_id);
create index order_line_by_product on order_line (product_id) where product_id is not null;

create table order_refund (
  shop_id bigint not null,
  order_no text collate "C" not null,
  refund_no text collate "C" not null,
  line_no text collate "C" not null,
  item_id text collate "C" not null default '',
  sku_id text collate "C" not null default '',
  product_id bigint references product,
  amount_fen bigint not null check (amount_fen >= 0),
  freight_fen bigint not null default 0 check (freight_fen >= 0),
  quantity bigint,
  status text not null check (status in ('succeeded', 'requested', 'refused', 'cancelled')),
  succeeded_at timestamptz,
  reason text,
  primary key (shop_id, order_no, refund_no),
  foreign key (shop_id, order_no) references sales_order,
  constraint order_refund_succeeded_has_time check (status <> 'succeeded' or succeeded_at is not null)
);

-- Orders whose entries may no longer say what the order says.
create table order_todo (
  shop_id bigint not null,
  order_no text collate "C" not null,
  primary key (shop_id, order_no)
);

-- A change of a register that moves past sales. Worked off after its commit, so that a sale recorded meanwhile cannot be missed.
create table reattribution_todo (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('item', 'product', 'session', 'host', 'merchant', 'division')),
  shop_id bigint,
  item_id text collate "C",
  product_id bigint,
  live_session_id bigint,
  room_ids text[] not null default '{}',       -- rooms a session had before and has now
  shop_ids bigint[] not null default '{}',
  host_ids text[] not null default '{}',       -- platform host ids before and now
  merchant_id bigint,
  division_code text collate "C",
  paid_from timestamptz,
  paid_to timestamptz
);

-- Triggers and not service code: whoever changes a register, by whatever path, cannot forget the sales it moves.
create function note_item_mapping() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into reattribution_todo (kind, shop_id, item_id) values ('item', coalesce(new.shop_id, old.shop_id), coalesce(new.item_id, old.item_id));
  return null;
end $$;
create trigger item_mapping_moves_sales after insert or update or delete on item_mapping for each row execute function note_item_mapping();

create function note_product() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into reattribution_todo (kind, product_id) values ('product', new.id);
  return null;
end $$;
create trigger product_moves_sales after update on product for each row
  when (old.category is distinct from new.category or old.origin_division_code is distinct from new.origin_division_code)
  execute function note_product();

create function note_live_session() returns trigger language plpgsql security definer set search_path = public as $$
declare
  before live_session := coalesce(old, new);
begin
  insert into reattribution_todo (kind, live_session_id, merchant_id, room_ids, shop_ids, paid_from, paid_to)
  values ('session', new.id, new.merchant_id,
          array_remove(array[before.room_id, new.room_id], null), array_remove(array[before.shop_id, new.shop_id], null),
          least(before.started_at, new.started_at),
          greatest(coalesce(before.ended_at, before.started_at + interval '12 hours'), coalesce(new.ended_at, new.started_at + interval '12 hours')) + interval '30 minutes');
  return null;
end $$;
create trigger live_session_begun_moves_sales after insert on live_session for each row execute function note_live_session();
create trigger live_session_changed_moves_sales after update on live_session for each row
  when ((old.started_at, old.ended_at, old.host_id, old.shop_id, old.room_id, old.archived_at)
        is distinct from (new.started_at, new.ended_at, new.host_id, new.shop_id, new.room_id, new.archived_at))
  execute function note_live_session();

create function note_host() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into reattribution_todo (kind, merchant_id, host_ids)
  values ('host', new.merchant_id, array_remove(array[new.platform_host_id, case when tg_op = 'UPDATE' then old.platform_host_id end], null));
  return null;
end $$;
create trigger host_added_moves_sales after insert on host for each row when (new.platform_host_id is not null) execute function note_host();
create trigger host_changed_moves_sales after update on host for each row
  when ((old.platform_host_id, old.archived_at) is distinct from (new.platform_host_id, new.archived_at)) execute function note_host();

create function note_merchant() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into reattribution_todo (kind, merchant_id) values ('merchant', new.id);
  return null;
end $$;
create trigger merchant_moved_moves_sales after update on merchant for each row
  when (old.division_code is distinct from new.division_code) execute function note_merchant();

-- Hand-logged sales need a shop: shop_id is never null, anywhere.
create function give_manual_shop() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into shop (merchant_id, platform, name) values (new.id, 'manual', '手工记账');
  return null;
end $$;
create trigger merchant_has_manual_shop after insert on merchant for each row execute function give_manual_shop();

---------------------------------------------------------------------------------------------------------------------------
-- Entries
---------------------------------------------------------------------------------------------------------------------------

-- The ledger. Rows are only ever added. `line` entries carry money, pieces and lines of one order line. The others count the
-- order itself, once wherever it has lines: `order` +1 at each distinct origin, `order-shared` −1 where two neighbouring origins
-- meet in the tree of divisions (so every subtree sums to one), `loose-…` −1 where two origins meet that both have no
-- ancestor at that level.
create table revenue_entry (
  shop_id bigint not null references shop,
  entry_id bigint generated always as identity,
  order_no text collate "C" not null,
  line_no text collate "C" not null,
  kind text not null check (kind in ('line', 'order', 'order-shared', 'loose-city', 'loose-county', 'loose-township', 'loose-village')),
  day date not null,                           -- of the event: payment, or success of the refund
  pay_day date not null,                       -- of the order's payment
  product_id bigint not null,                  -- 0 where there is none, here and below
  live_session_id bigint not null,
  host_id bigint not null,
  channel text collate "C" not null,
  category text collate "C" not null,
  origin_code text collate "C" not null,
  merchant_id bigint not null,
  merchant_division_code text collate "C" not null,
  paid_fen bigint not null,
  refunded_fen bigint not null,
  quantity bigint not null,
  lines bigint not null,
  orders bigint not null,
  posted_at timestamptz not null default now(),
  primary key (shop_id, entry_id)
);
create index revenue_entry_by_order on revenue_entry (shop_id, order_no);

create table entry_todo (
  shop_id bigint not null,
  entry_id bigint not null,
  primary key (shop_id, entry_id)
);

---------------------------------------------------------------------------------------------------------------------------
-- Rollups, derived from entries
---------------------------------------------------------------------------------------------------------------------------

create table rollup_base (
  day date not null,
  shop_id bigint not null,
  platform text collate "C" not null,
  product_id bigint not null,
  live_session_id bigint not null,
  host_id bigint not null,
  channel text collate "C" not null,
  category text collate "C" not null,
  origin_code text collate "C" not null,
  merchant_id bigint not null,
  merchant_division_code text collate "C" not null,
  paid_fen bigint not null,
  refunded_cash_fen bigint not null,
  refunded_cohort_fen bigint not null,
  quantity bigint not null,
  lines bigint not null,
  orders bigint not null,
  primary key (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code)
);

-- The same by area, so that a ranking of areas reads one row per area, day, category and platform.
create table rollup_area (
  basis text collate "C" not null check (basis in ('origin', 'merchant')),
  level text collate "C" not null,
  is_loose boolean not null,
  area_code text collate "C" not null,
  day date not null,
  category text collate "C" not null,
  platform text collate "C" not null,
  paid_fen bigint not null,
  refunded_cash_fen bigint not null,
  refunded_cohort_fen bigint not null,
  quantity bigint not null,
  lines bigint not null,
  orders bigint not null,
  primary key (basis, level, is_loose, area_code, day, category, platform)
);

-- What each entry moves, by day: refunds on the day they succeeded (cash) and on the day of the payment (cohort).
create view entry_movement with (security_invoker = true) as
  select e.shop_id, e.entry_id, e.kind, m.day, s.platform, e.product_id, e.live_session_id, e.host_id, e.channel, e.category, e.origin_code,
         e.merchant_id, e.merchant_division_code, m.paid_fen, m.refunded_cash_fen, m.refunded_cohort_fen, m.quantity, m.lines, m.orders
  from revenue_entry e
  join shop s on s.id = e.shop_id
  cross join lateral (values
    (e.day, e.paid_fen, e.refunded_fen, 0::bigint, e.quantity, e.lines, e.orders),
    (e.pay_day, 0, 0, e.refunded_fen, 0, 0, 0)
  ) as m (day, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders)
  where m.paid_fen <> 0 or m.refunded_cash_fen <> 0 or m.refunded_cohort_fen <> 0 or m.quantity <> 0 or m.lines <> 0 or m.orders <> 0;

-- The same for every area it counts in, on both bases. An order's corrections go only where their kind says (see revenue_entry).
create view area_movement with (security_invoker = true) as
  select m.shop_id, m.entry_id, code.basis, c.level, c.is_loose, c.area_code, m.day, m.category, m.platform,
         m.paid_fen, m.refunded_cash_fen, m.refunded_cohort_fen, m.quantity, m.lines, m.orders
  from entry_movement m
  cross join lateral (values ('origin', m.origin_code), ('merchant', m.merchant_division_code)) as code (basis, code)
  join division_closure c on c.code = code.code
    and case
          when m.kind in ('line', 'order') then true
          when m.kind = 'order-shared' then code.basis = 'merchant' or not c.is_loose
          else code.basis = 'origin' and c.is_loose and m.kind = 'loose-' || c.level
        end;

---------------------------------------------------------------------------------------------------------------------------
-- What the entries of orders must add up to
---------------------------------------------------------------------------------------------------------------------------

create function deepest_common_division(a text[], b text[]) returns text language sql immutable parallel safe
  return coalesce((select a[i] from generate_subscripts(a, 1) i where a[1:i] = b[1:i] order by i desc limit 1), '');

-- The one definition of how an order counts; posting and verifying both read it. A pure function of the order, the item
-- mappings, the products, the sessions, the hosts and the merchant: neither time nor order of arrival enters.
-- For one order, joined laterally to a batch of keys: joins between the steps then are of a few rows each, whatever the planner
-- believes. For a batch at once, a database without statistics took minutes for 500 orders; by the order it takes 0.2 ms each.
create function order_entry_target(wanted_shop_id bigint, wanted_order_no text)
returns table (
  shop_id bigint, order_no text, line_no text, kind text, day date, pay_day date, product_id bigint, live_session_id bigint, host_id bigint,
  channel text, category text, origin_code text, merchant_id bigint, merchant_division_code text,
  paid_fen bigint, refunded_fen bigint, quantity bigint, lines bigint, orders bigint
) language sql stable as $$
  with paid_order as (
    select o.shop_id, o.order_no, beijing_day(o.paid_at) as pay_day, o.channel, m.id as merchant_id, m.division_code as merchant_division_code,
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
    select p.shop_id, p.order_no, l.line_no, true as is_sold, l.quantity, l.paid_fen, l.product_id, l.item_id, l.sku_id
    from paid_order p
    join order_line l on l.shop_id = p.shop_id and l.order_no = p.order_no
    union all
    select distinct p.shop_id, p.order_no, r.line_no, false, 0::bigint, 0::bigint, r.product_id, r.item_id, r.sku_id
    from paid_order p
    join order_refund r on r.shop_id = p.shop_id and r.order_no = p.order_no and r.status = 'succeeded'
    where not exists (select from order_line l where l.shop_id = r.shop_id and l.order_no = r.order_no and l.line_no = r.line_no)
  ),
  attributed as (
    select line.shop_id, line.order_no, line.line_no, line.is_sold, line.quantity, line.paid_fen, line.item_id, line.sku_id, line.product_id as named_product_id,
           coalesce(product.id, 0) as product_id, coalesce(product.category, '') as category, coalesce(product.origin_division_code, '') as origin_code
    from line
    left join item_mapping by_sku on by_sku.shop_id = line.shop_id and by_sku.item_id = line.item_id and by_sku.sku_id = line.sku_id and line.item_id <> ''
    left join item_mapping by_item on by_item.shop_id = line.shop_id and by_item.item_id = line.item_id and by_item.sku_id = '' and line.item_id <> ''
    left join product on product.id = coalesce(line.product_id, by_sku.product_id, by_item.product_id)
  ),
  money as (
    select a.shop_id, a.order_no, a.line_no, p.pay_day as day, a.product_id, a.category, a.origin_code,
           a.paid_fen, 0::bigint as refunded_fen, a.quantity, 1::bigint as lines
    from attributed a join paid_order p on p.shop_id = a.shop_id and p.order_no = a.order_no
    where a.is_sold
    union all
    select a.shop_id, a.order_no, a.line_no, beijing_day(r.succeeded_at), a.product_id, a.category, a.origin_code, 0, r.amount_fen, 0, 0
    from attributed a
    join order_refund r on r.shop_id = a.shop_id and r.order_no = a.order_no and r.line_no = a.line_no and r.status = 'succeeded'
      -- Two refunds of a line that is gone may name different items: each counts for its own.
      and (a.is_sold or (a.item_id, a.sku_id, a.named_product_id) is not distinct from (r.item_id, r.sku_id, r.product_id))
  ),
  origin as (
    select distinct a.shop_id, a.order_no, a.origin_code, coalesce(d.path, '{}') as path
    from attributed a left join division d on d.code = a.origin_code
    where a.is_sold
  ),
  neighbour as (
    select o.shop_id, o.order_no, 'order-shared' as kind, o.path, lead(o.path) over (partition by o.shop_id, o.order_no order by o.path) as next_path
    from origin o
    union all
    select o.shop_id, o.order_no, 'loose-' || loose.level, o.path, lead(o.path) over (partition by o.shop_id, o.order_no, loose.level order by o.path)
    from origin o
    join division_closure loose on loose.code = o.origin_code and loose.is_loose and loose.area_code = ''
  ),
  presence as (
    select o.shop_id, o.order_no, 'order' as kind, o.origin_code, 1::bigint as orders from origin o
    union all
    select n.shop_id, n.order_no, n.kind, deepest_common_division(n.path, n.next_path), -1 from neighbour n where n.next_path is not null
  ),
  counted as (
    select shop_id, order_no, line_no, 'line' as kind, day, product_id, category, origin_code, paid_fen, refunded_fen, quantity, lines, 0::bigint as orders from money
    union all
    select presence.shop_id, presence.order_no, '', presence.kind, p.pay_day, 0, '', presence.origin_code, 0, 0, 0, 0, presence.orders
    from presence join paid_order p on p.shop_id = presence.shop_id and p.order_no = presence.order_no
  )
  select c.shop_id, c.order_no, c.line_no, c.kind, c.day, p.pay_day, c.product_id, p.live_session_id, p.host_id,
         p.channel, c.category, c.origin_code, p.merchant_id, p.merchant_division_code,
         sum(c.paid_fen)::bigint, sum(c.refunded_fen)::bigint, sum(c.quantity)::bigint, sum(c.lines)::bigint, sum(c.orders)::bigint
  from counted c join paid_order p on p.shop_id = c.shop_id and p.order_no = c.order_no
  group by c.shop_id, c.order_no, c.line_no, c.kind, c.day, p.pay_day, c.product_id, p.live_session_id, p.host_id,
           p.channel, c.category, c.origin_code, p.merchant_id, p.merchant_division_code
$$;

-- Orders a pending register change may move. Wider than needed is harmless: an order that does not move posts nothing.
create function reattributed_orders(wanted reattribution_todo) returns table (shop_id bigint, order_no text) language sql stable as $$
  select l.shop_id, l.order_no from order_line l
  where wanted.kind = 'item' and l.shop_id = wanted.shop_id and l.item_id = wanted.item_id
  union
  select r.shop_id, r.order_no from order_refund r
  where wanted.kind = 'item' and r.shop_id = wanted.shop_id and r.item_id = wanted.item_id
  union
  select l.shop_id, l.order_no from order_line l where wanted.kind = 'product' and l.product_id = wanted.product_id
  union
  select e.shop_id, e.order_no from revenue_entry e
  where wanted.kind = 'product' and e.product_id = wanted.product_id
    and e.shop_id in (select s.id from product p join shop s on s.merchant_id = p.merchant_id where p.id = wanted.product_id)
  union
  select l.shop_id, l.order_no from item_mapping m
  join order_line l on l.shop_id = m.shop_id and l.item_id = m.item_id
  where wanted.kind = 'product' and m.product_id = wanted.product_id
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
  select o.shop_id, o.order_no from sales_order o
  where wanted.kind = 'merchant' and o.shop_id in (select id from shop where merchant_id = wanted.merchant_id)
  union
  select e.shop_id, e.order_no from revenue_entry e
  where wanted.kind = 'division' and (starts_with(e.origin_code, wanted.division_code) or starts_with(e.merchant_division_code, wanted.division_code))
$$;

---------------------------------------------------------------------------------------------------------------------------
-- Who may do what
---------------------------------------------------------------------------------------------------------------------------

-- Security definer: deciding whether a merchant is visible must not itself depend on what is visible.
create function sees_merchant(wanted bigint) returns boolean language sql stable security definer set search_path = public as $$
  select case current_setting('cunbo.scope', true)
    when 'all' then true
    when 'merchants' then wanted = any (current_setting('cunbo.merchant_ids', true)::bigint[])
    when 'division' then exists (
      select from merchant m where m.id = wanted and starts_with(m.division_code, current_setting('cunbo.division_prefix', true)))
    else false
  end
$$;

create function sees_shop(wanted bigint) returns boolean language sql stable security definer set search_path = public as $$
  select sees_merchant(s.merchant_id) from shop s where s.id = wanted
$$;

do $$
declare
  name text;
begin
  -- Registers: whoever is somebody may read; changing is for the operator and for programs of ours.
  foreach name in array array['division_register', 'division', 'division_alias', 'division_closure', 'instance'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy readable on %I for select to cunbo_app using ((select scope()) <> '')$p$, name);
    execute format($p$create policy changeable on %I to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all')$p$, name);
    execute format('create policy background on %I to cunbo_worker using (true)', name);
  end loop;

  foreach name in array array['account', 'account_session', 'api_token'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy signing_in on %I to cunbo_app using ((select scope()) in ('sign-in', 'all')) with check ((select scope()) in ('sign-in', 'all'))$p$, name);
  end loop;

  foreach name in array array['product', 'host', 'live_session'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy own_merchants on %I to cunbo_app using ((select scope()) = 'all' or sees_merchant(merchant_id)) with check ((select scope()) = 'all' or sees_merchant(merchant_id))$p$, name);
    execute format('create policy background on %I to cunbo_worker using (true) with check (true)', name);
  end loop;

  foreach name in array array['item_mapping', 'inbox_message', 'inbox_payload', 'inbox_todo', 'order_word', 'sales_order', 'order_line', 'order_refund',
                              'order_todo', 'revenue_entry', 'entry_todo'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy own_shops on %I to cunbo_app using ((select scope()) = 'all' or sees_shop(shop_id)) with check ((select scope()) = 'all' or sees_shop(shop_id))$p$, name);
    execute format('create policy background on %I to cunbo_worker using (true) with check (true)', name);
  end loop;

  -- The door sees what it needs to recognise a repeat and may add.
  foreach name in array array['inbox_message', 'inbox_payload', 'inbox_todo'] loop
    execute format($p$create policy door on %I to cunbo_app using ((select scope()) = 'door') with check ((select scope()) = 'door')$p$, name);
  end loop;
end $$;

-- The kept answers of an account are for that account alone.
alter table idempotency_key enable row level security;
create policy own_account on idempotency_key to cunbo_app
  using (account_id::text = (select current_setting('cunbo.account_id', true))) with check (account_id::text = (select current_setting('cunbo.account_id', true)));

alter table merchant enable row level security;
create policy own_merchants on merchant to cunbo_app
  using ((select scope()) = 'all' or sees_merchant(id)) with check ((select scope()) in ('all', 'division'));
create policy background on merchant to cunbo_worker using (true);

alter table shop enable row level security;
create policy own_merchants on shop to cunbo_app
  using ((select scope()) in ('all', 'door') or sees_merchant(merchant_id)) with check ((select scope()) = 'all' or sees_merchant(merchant_id));
create policy background on shop to cunbo_worker using (true);

alter table reattribution_todo enable row level security;
create policy pending on reattribution_todo for select to cunbo_app using ((select scope()) = 'all');
create policy background on reattribution_todo to cunbo_worker using (true);

-- Rollups are made anew by `rebuild` and swapped; this gives a table its rights again. Area totals may be read by every bureau; a
-- single merchant has no business with them.
create function secure_rollups() returns void language plpgsql as $$
begin
  alter table rollup_base enable row level security;
  create policy own_merchants on rollup_base for select to cunbo_app using ((select scope()) = 'all' or sees_merchant(merchant_id));
  create policy background on rollup_base to cunbo_worker using (true) with check (true);
  alter table rollup_area enable row level security;
  create policy bureaus on rollup_area for select to cunbo_app using ((select scope()) in ('all', 'division'));
  create policy background on rollup_area to cunbo_worker using (true) with check (true);
  grant select on rollup_base, rollup_area to cunbo_app;
  grant select, insert, update on rollup_base, rollup_area to cunbo_worker;
end $$;
revoke execute on function secure_rollups() from public;
select secure_rollups();

grant select on all tables in schema public to cunbo_app, cunbo_worker;
revoke all on account, account_session, api_token, idempotency_key from cunbo_worker;

grant insert, update, delete on division_register, division, division_alias, division_closure to cunbo_app;
grant insert on instance to cunbo_app;
grant insert, update on account to cunbo_app;
grant insert, update, delete on account_session, api_token, idempotency_key to cunbo_app;
grant insert, update on merchant, product, shop, host, live_session to cunbo_app;
grant insert, update, delete on item_mapping to cunbo_app;
grant insert on inbox_message, inbox_payload, inbox_todo to cunbo_app;
grant insert on order_word to cunbo_app;
grant insert, update on sales_order to cunbo_app;
grant insert, update, delete on order_line, order_refund to cunbo_app;
grant insert, update on order_todo to cunbo_app;

grant update on inbox_message to cunbo_worker;
grant delete, update on inbox_todo, reattribution_todo, entry_todo to cunbo_worker;
grant insert, update, delete on order_todo to cunbo_worker;
grant insert on order_word to cunbo_worker;
grant insert, update on sales_order to cunbo_worker;
grant insert, update, delete on order_line, order_refund to cunbo_worker;
-- Entries are added and never changed: no role has UPDATE or DELETE.
grant insert on revenue_entry, entry_todo to cunbo_worker;

revoke execute on function plan_inbox_partitions(integer) from public;
grant execute on function plan_inbox_partitions(integer) to cunbo_worker;
