-- Rollups by day, ten days (旬) and month, in two sets that `rebuild` changes between; refunds by reason and phase.
-- Runs as cunbo_owner in one transaction.

drop view area_movement;
drop view entry_movement;
drop table rollup_area;
drop table rollup_base;

-- Bases, levels and grains are plain text, not enumerations: under row-level security only comparisons that leak nothing reach an index,
-- and those of enumerations are not marked so (measured: a ranking of counties over twelve months took 190 ms instead of 5).

-- A range is read as its whole months, its whole ten days (旬: 1–10, 11–20, 21–end of a month) and its single days: any 24 months are at most
-- 60 pieces. Days alone would be 730, months alone could not begin in the middle.
create function grain_start(day date, grain text) returns date language sql immutable parallel safe
  return case grain when 'day' then day
                    when 'ten-days' then day - extract(day from day)::int + 1 + 10 * least((extract(day from day)::int - 1) / 10, 2)
                    else day - extract(day from day)::int + 1 end;

-- Where an entry of a kind counts: on a basis, among the areas it lies in or, loose, among what has no area at a level.
create function counts_in(kind text, basis text, is_loose boolean, level text) returns boolean language sql immutable parallel safe
  return case kind when 'line' then true
                   when 'order' then true
                   when 'order-shared' then basis = 'merchant' or not is_loose
                   when 'order-joint' then basis = 'origin' and not is_loose
                   when 'home-shared' then basis = 'merchant' and not is_loose
                   else is_loose and case when kind like 'home-loose-%' then basis = 'merchant' and kind = 'home-loose-' || level
                                          else basis = 'origin' and kind = 'loose-' || level end
              end;

-- Among members that are no areas: 'both' bases, or the total of one of them only (see revenue_entry); null for what is loose.
create function counts_on(kind text) returns text language sql immutable parallel safe
  return case when kind in ('line', 'order', 'order-shared') then 'both' when kind = 'order-joint' then 'origin' when kind = 'home-shared' then 'merchant' end;

-- What each entry moves, by day: refunds on the day they succeeded (cash) and on the day of the payment (cohort).
create view entry_movement with (security_invoker = true) as
  select e.shop_id, e.entry_id, e.kind, m.day, s.platform, e.product_id, e.live_session_id, e.host_id, e.channel, e.category, e.origin_code,
         e.merchant_id, e.merchant_division_code, e.refund_reason, e.refund_phase,
         m.paid_fen, m.refunded_cash_fen, m.refunded_cohort_fen, m.quantity, m.lines, m.orders, m.cash_refunds, m.cohort_refunds
  from revenue_entry e
  join shop s on s.id = e.shop_id
  cross join lateral (values
    (e.day, e.paid_fen, e.refunded_fen, 0::bigint, e.quantity, e.lines, e.orders, e.refunds, 0::bigint),
    (e.pay_day, 0, 0, e.refunded_fen, 0, 0, 0, 0, e.refunds)
  ) as m (day, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders, cash_refunds, cohort_refunds)
  where (m.paid_fen, m.refunded_cash_fen, m.refunded_cohort_fen, m.quantity, m.lines, m.orders, m.cash_refunds, m.cohort_refunds)
        is distinct from (0, 0, 0, 0, 0, 0, 0, 0);
grant select on entry_movement to cunbo_worker;

---------------------------------------------------------------------------------------------------------------------------
-- Two sets of rollups
---------------------------------------------------------------------------------------------------------------------------

-- Which set is read and folded into. A transaction takes it into its search path when it begins, from its own snapshot, so whoever began
-- before a swap reads the old set to the end.
create table rollup_current (
  only_row boolean primary key default true check (only_row),
  set_name text not null check (set_name in ('rollup_a', 'rollup_b')),
  since timestamptz not null default now()
);

-- A rebuild that is under way, and the entries folded since it took its snapshot: they are missing in the set it makes.
create table rollup_rebuild (
  only_row boolean primary key default true check (only_row),
  set_name text not null check (set_name in ('rollup_a', 'rollup_b')),
  steps_done text[] not null default '{}',
  begun_at timestamptz not null default now()
);
create table rollup_rebuild_todo (
  shop_id bigint not null,
  entry_id bigint not null,
  primary key (shop_id, entry_id)
);

do $$
declare
  name text;
begin
  foreach name in array array['rollup_current', 'rollup_rebuild', 'rollup_rebuild_todo'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy background on %I to cunbo_worker using (true) with check (true)', name);
    execute format('grant select on %I to cunbo_worker', name);
  end loop;
end $$;
create policy readable on rollup_current for select to cunbo_app using ((select scope()) in ('all', 'division', 'merchants'));
grant select on rollup_current to cunbo_app;
grant insert on rollup_rebuild_todo to cunbo_worker;

-- The tables of a set, empty and without keys: they are filled faster before.
create function make_rollup_set(set_name text) returns void language plpgsql set client_min_messages = warning as $make$
begin
  execute format('drop schema if exists %I cascade', set_name);
  execute format('create schema %I', set_name);

  -- The finest: by day and every dimension, and by kind of entry (see revenue_entry).
  execute format($$create table %I.rollup_base (
    day date not null,
    shop_id bigint not null,
    product_id bigint not null,
    live_session_id bigint not null,
    host_id bigint not null,
    channel text collate "C" not null,
    category text collate "C" not null,
    origin_code text collate "C" not null,
    merchant_id bigint not null,
    merchant_division_code text collate "C" not null,
    kind text collate "C" not null,
    platform text collate "C" not null,
    paid_fen bigint not null,
    refunded_cash_fen bigint not null,
    refunded_cohort_fen bigint not null,
    quantity bigint not null,
    lines bigint not null,
    orders bigint not null)$$, set_name);

  -- By merchant, product, host and platform, for rankings of what is no area and of areas on one platform.
  execute format($$create table %I.rollup_goods (
    grain text collate "C" not null,
    start_day date not null,
    merchant_division_code text collate "C" not null,
    merchant_id bigint not null,
    product_id bigint not null,
    origin_code text collate "C" not null,
    host_id bigint not null,
    category text collate "C" not null,
    platform text collate "C" not null,
    kind text collate "C" not null,
    paid_fen bigint not null,
    refunded_cash_fen bigint not null,
    refunded_cohort_fen bigint not null,
    quantity bigint not null,
    lines bigint not null,
    orders bigint not null)$$, set_name);

  -- By area: whole (category '') and, in detail and without distinct orders, by category.
  execute format($$create table %I.rollup_area (
    basis text collate "C" not null,
    level text collate "C" not null,
    is_loose boolean not null,
    is_detail boolean not null,
    grain text collate "C" not null,
    start_day date not null,
    area_code text collate "C" not null,
    category text collate "C" not null,
    paid_fen bigint not null,
    refunded_cash_fen bigint not null,
    refunded_cohort_fen bigint not null,
    quantity bigint not null,
    lines bigint not null,
    orders bigint not null)$$, set_name);

  -- Refunds by what they were for.
  execute format($$create table %I.rollup_refund (
    grain text collate "C" not null,
    start_day date not null,
    merchant_division_code text collate "C" not null,
    merchant_id bigint not null,
    product_id bigint not null,
    origin_code text collate "C" not null,
    category text collate "C" not null,
    platform text collate "C" not null,
    refund_reason text collate "C" not null,
    refund_phase text collate "C" not null,
    refunded_cash_fen bigint not null,
    refunded_cohort_fen bigint not null,
    cash_refunds bigint not null,
    cohort_refunds bigint not null)$$, set_name);
end $make$;

-- Keys, indexes, row-level security and rights of a set that has been filled.
create function finish_rollup_set(set_name text) returns void language plpgsql as $finish$
declare
  name text;
begin
  execute format('alter table %I.rollup_base add primary key (day, shop_id, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id, merchant_division_code, kind)', set_name);
  execute format('create index rollup_base_by_session on %I.rollup_base (live_session_id, day) where live_session_id <> 0', set_name);
  execute format('alter table %I.rollup_goods add primary key (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind)', set_name);
  execute format('alter table %I.rollup_area add primary key (basis, level, is_loose, is_detail, grain, start_day, area_code, category)', set_name);
  execute format('alter table %I.rollup_refund add primary key (grain, start_day, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase)', set_name);
  execute format('grant usage on schema %I to cunbo_app, cunbo_worker', set_name);
  foreach name in array array['rollup_base', 'rollup_goods', 'rollup_area', 'rollup_refund'] loop
    execute format('alter table %I.%I enable row level security', set_name, name);
    execute format('create policy background on %I.%I to cunbo_worker using (true) with check (true)', set_name, name);
    execute format('grant select on %I.%I to cunbo_app', set_name, name);
    execute format('grant select, insert, update on %I.%I to cunbo_worker', set_name, name);
  end loop;
  -- Area totals may be read by every bureau; a single merchant has no business with them.
  execute format($$create policy bureaus on %I.rollup_area for select to cunbo_app using ((select scope()) in ('all', 'division'))$$, set_name);
  foreach name in array array['rollup_base', 'rollup_goods', 'rollup_refund'] loop
    execute format($$create policy own_merchants on %I.%I for select to cunbo_app using ((select scope()) = 'all' or sees_merchant(merchant_id))$$, set_name, name);
  end loop;
end $finish$;

revoke execute on function make_rollup_set(text), finish_rollup_set(text) from public;

select make_rollup_set('rollup_a'), finish_rollup_set('rollup_a');
insert into rollup_current (set_name) values ('rollup_a');

-- Entries posted before are folded into the new tables.
insert into entry_todo (shop_id, entry_id) select shop_id, entry_id from revenue_entry on conflict do nothing;

-- Which zones a county hosts is asked by every ranking within an area.
create index division_hosted on division (host_county_code) where host_county_code is not null;
