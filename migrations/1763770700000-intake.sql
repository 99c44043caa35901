-- Every platform at the door: apps shared by shops, states of messages, orders that await their details, what the platform's API needs,
-- amounts in other currencies, the health of deliveries, and what the platforms themselves counted.

---------------------------------------------------------------------------------------------------------------------------
-- Apps: one set of credentials for several shops
---------------------------------------------------------------------------------------------------------------------------

create table platform_app (
  id bigint generated always as identity primary key,
  platform text not null,
  name text not null,
  credentials bytea,                           -- sealed with the instance's key, bound to this row
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  revision integer not null default 1
);

alter table shop add column app_id bigint references platform_app;
-- A message of an app is for the shop it names, which must be one.
create unique index shop_once_per_app on shop (app_id, external_shop_id) where app_id is not null and archived_at is null;

---------------------------------------------------------------------------------------------------------------------------
-- Messages: more states, and what they are about
---------------------------------------------------------------------------------------------------------------------------

alter table inbox_message drop constraint inbox_message_state_check;
alter table inbox_message add constraint inbox_message_state_check
  check (state in ('received', 'awaiting-detail', 'applied', 'ignored', 'quarantined', 'conflict'));
-- How it came: sent by the platform, by a bridge that speaks the canonical event for it, or asked for through the platform's API.
alter table inbox_message add column origin text not null default 'push' check (origin in ('push', 'bridge', 'pull'));
-- The platform's shop that a message of a shared app names, where none of ours is that shop.
alter table inbox_message add column external_shop_id text;
alter table inbox_message add column message_type text;
alter table inbox_message add column order_no text collate "C";

drop index inbox_message_needing_attention;
create index inbox_message_by_shop on inbox_message (shop_id, received_at, message_key);
-- All but the two states that nearly every message passes or stays in.
create index inbox_message_by_state on inbox_message (state, received_at, shop_id, message_key) where state in ('awaiting-detail', 'ignored', 'quarantined', 'conflict');
create index inbox_message_awaiting on inbox_message (shop_id, order_no) where state = 'awaiting-detail';

-- Orders of which a message spoke without saying what was sold: to be asked for. `wanted` grows with every message, so that one which
-- comes while the answer is on its way is asked for again.
create table detail_todo (
  shop_id bigint not null references shop,
  order_no text collate "C" not null,
  wanted bigint not null default 1,
  first_wanted_at timestamptz not null,
  due_at timestamptz not null,
  leased_until timestamptz,
  attempts integer not null default 0,
  fault_code text,
  fault_detail text,
  primary key (shop_id, order_no)
);
create index detail_todo_by_due on detail_todo (due_at);

-- What the platform's API last answered about an order: the same answer again is no news.
create table fetched_order (
  shop_id bigint not null references shop,
  order_no text collate "C" not null,
  body_hash bytea not null,
  message_key text collate "C" not null,
  fetched_at timestamptz not null,
  primary key (shop_id, order_no)
);

-- The periodic question for what was changed, per shop.
create table shop_pull (
  shop_id bigint primary key references shop,
  pulled_until timestamptz,
  due_at timestamptz not null,
  leased_until timestamptz,
  succeeded_at timestamptz,
  fault_code text,
  fault_detail text
);

-- Tokens of a platform's API, of a shop or of the app it belongs to.
create table platform_token (
  owner text primary key check (owner ~ '^(shop|app):[0-9]+$'),
  sealed bytea not null,
  expires_at timestamptz not null,
  renewed_at timestamptz not null
);

-- Names of fields that no reader knows. What a person calls personal is removed at the door from then on.
create table message_field (
  platform text not null,
  name text not null,                          -- in plain form: lower case, without separators
  seen_as text not null,                       -- as the platform writes it, with its path
  message_type text not null,
  first_seen_at timestamptz not null default now(),
  verdict text not null default 'unclassified' check (verdict in ('unclassified', 'harmless', 'personal')),
  decided_at timestamptz,
  decided_by text,
  primary key (platform, name)
);

---------------------------------------------------------------------------------------------------------------------------
-- Health of deliveries, per shop and hour; what the platform itself counted, per shop and day
---------------------------------------------------------------------------------------------------------------------------

create table shop_delivery (
  shop_id bigint not null references shop,
  hour timestamptz not null,
  accepted bigint not null default 0,
  repeated bigint not null default 0,
  conflicting bigint not null default 0,
  unreadable bigint not null default 0,
  refused bigint not null default 0,           -- not authentic: nothing of them is kept but this number
  busy bigint not null default 0,
  applied bigint not null default 0,
  ignored bigint not null default 0,
  quarantined bigint not null default 0,
  -- From the time a message names to its receipt, over those that were applied.
  lag_count bigint not null default 0,
  lag_sum_ms bigint not null default 0,
  lag_max_ms bigint,
  lag_min_ms bigint,                           -- below zero: the two clocks differ by at least so much
  primary key (shop_id, hour)
);

create table platform_total (
  shop_id bigint not null references shop,
  day date not null,
  paid_fen bigint not null check (paid_fen >= 0),
  orders bigint not null check (orders >= 0),
  source text not null check (source in ('typed', 'pulled')),
  note text,
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  primary key (shop_id, day)
);

create table platform_total_order (
  shop_id bigint not null,
  day date not null,
  order_no text collate "C" not null,
  paid_fen bigint check (paid_fen >= 0),       -- null: the platform lists the order without an amount in yuan
  primary key (shop_id, day, order_no),
  foreign key (shop_id, day) references platform_total on delete cascade
);

create index platform_total_order_without_amount on platform_total_order (shop_id, day) where paid_fen is null;

-- Totals to be asked for. A row that was tried too often stays, with its reason, and is due no more.
create table platform_total_todo (
  shop_id bigint not null references shop,
  day date not null,
  due_at timestamptz,
  leased_until timestamptz,
  attempts integer not null default 0,
  fault_code text,
  fault_detail text,
  primary key (shop_id, day)
);
create index platform_total_todo_by_due on platform_total_todo (due_at) where due_at is not null;

---------------------------------------------------------------------------------------------------------------------------
-- Other currencies
---------------------------------------------------------------------------------------------------------------------------

-- Yuan for one unit of the currency, on a day. The rate of a day is the latest one not after it.
create table exchange_rate (
  currency text not null check (currency ~ '^[A-Z]{3}$' and currency <> 'CNY'),
  day date not null,
  yuan_per_unit numeric(20, 10) not null check (yuan_per_unit > 0),
  imported_at timestamptz not null default now(),
  imported_by text not null,
  primary key (currency, day)
);

alter table sales_order add column exchange_rate numeric(20, 10);
alter table order_line add column original_amount text;
alter table order_refund add column original_amount text;
create index sales_order_foreign on sales_order (currency, paid_at) where currency <> 'CNY';

---------------------------------------------------------------------------------------------------------------------------
-- Retention of bodies: what says nothing of sales goes with what was applied
---------------------------------------------------------------------------------------------------------------------------

create or replace function is_payload_kept(wanted_day date, wanted_shop_id bigint, wanted_message_key text, as_of timestamptz)
returns boolean language sql stable as $$
  select beijing_day(as_of) <= wanted_day + policy.payload_days
         or is_shop_held(wanted_shop_id)
         or exists (
           select from inbox_message m
           where m.shop_id = wanted_shop_id and m.message_key = wanted_message_key
             and (m.state in ('received', 'awaiting-detail')
                  or m.state in ('quarantined', 'conflict')
                     and (beijing_day(as_of) <= wanted_day + make_interval(months => policy.transaction_months)
                          or exists (select from legal_hold h where h.lifted_at is null and h.shop_id = wanted_shop_id))))
         or exists (
           select from legal_hold h
           join order_word w on w.shop_id = h.shop_id and w.order_no = h.order_no and w.message_key = wanted_message_key
           where h.lifted_at is null and h.shop_id = wanted_shop_id and h.order_no is not null)
  from current_retention() policy
$$;

---------------------------------------------------------------------------------------------------------------------------
-- Who may do what
---------------------------------------------------------------------------------------------------------------------------

do $$
declare
  name text;
begin
  foreach name in array array['detail_todo', 'fetched_order', 'shop_pull', 'shop_delivery', 'platform_total', 'platform_total_order', 'platform_total_todo'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy own_shops on %I to cunbo_app using ((select scope()) = 'all' or sees_shop(shop_id)) with check ((select scope()) = 'all' or sees_shop(shop_id))$p$, name);
    execute format('create policy background on %I to cunbo_worker using (true) with check (true)', name);
  end loop;
end $$;

alter table platform_app enable row level security;
create policy operators on platform_app to cunbo_app using ((select scope()) in ('all', 'door')) with check ((select scope()) = 'all');
create policy background on platform_app for select to cunbo_worker using (true);

alter table platform_token enable row level security;
create policy operators on platform_token to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all');
create policy background on platform_token to cunbo_worker using (true) with check (true);

alter table message_field enable row level security;
create policy operators on message_field to cunbo_app using ((select scope()) in ('all', 'door')) with check ((select scope()) = 'all');
create policy background on message_field to cunbo_worker using (true) with check (true);

alter table exchange_rate enable row level security;
create policy everybody on exchange_rate for select to cunbo_app using ((select scope()) in ('all', 'division', 'merchants'));
create policy operators on exchange_rate for insert to cunbo_app with check ((select scope()) = 'all');
create policy corrections on exchange_rate for update to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all');
create policy background on exchange_rate for select to cunbo_worker using (true);

-- The door adds to its counters and sees nothing else of them.
create policy door on shop_delivery to cunbo_app using ((select scope()) = 'door') with check ((select scope()) = 'door');

grant select on platform_app, detail_todo, fetched_order, shop_pull, message_field, shop_delivery, platform_total, platform_total_order, exchange_rate
  to cunbo_app, cunbo_worker;
grant insert, update on platform_app to cunbo_app;
grant select, insert, update, delete on platform_token to cunbo_worker;
grant delete on platform_token to cunbo_app;
grant insert, update on shop_delivery to cunbo_app, cunbo_worker;
grant insert, update on message_field to cunbo_app, cunbo_worker;
grant insert, update on exchange_rate to cunbo_app;
grant select, insert, update, delete on platform_total_todo to cunbo_app, cunbo_worker;
grant insert, update, delete on platform_total, platform_total_order to cunbo_app, cunbo_worker;
-- Replaying is a person's: it puts messages back among those to be applied.
grant update on inbox_message to cunbo_app;
grant update on inbox_todo to cunbo_app;
grant insert, update on detail_todo, shop_pull to cunbo_app;
-- The door only adds.
create policy door_only_adds on inbox_message as restrictive for update to cunbo_app using ((select scope()) <> 'door');
create policy door_only_adds on inbox_todo as restrictive for update to cunbo_app using ((select scope()) <> 'door');
grant insert on inbox_message, inbox_payload, inbox_todo to cunbo_worker;
grant insert, update, delete on detail_todo, fetched_order, shop_pull to cunbo_worker;

-- Rates that were imported or corrected: the orders they concern are to be converted again.
create table exchange_rate_todo (
  currency text not null,
  from_day date not null,
  primary key (currency, from_day)
);
alter table exchange_rate_todo enable row level security;
create policy operators on exchange_rate_todo to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all');
create policy background on exchange_rate_todo to cunbo_worker using (true) with check (true);
grant select, insert, update on exchange_rate_todo to cunbo_app;
grant select, delete, update on exchange_rate_todo to cunbo_worker;
