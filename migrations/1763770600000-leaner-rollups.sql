-- Rollups by year, too, and without what can be read elsewhere as fast: no days in rollup_goods (rollup_base has them) and no categories of
-- townships and villages in rollup_area. Keys by place, as rankings read; each table is given its keys by itself, so that a rebuild does it side
-- by side. Runs as cunbo_owner in one transaction.

create or replace function grain_start(day date, grain text) returns date language sql immutable parallel safe
  return case grain when 'day' then day
                    when 'ten-days' then day - extract(day from day)::int + 1 + 10 * least((extract(day from day)::int - 1) / 10, 2)
                    when 'month' then day - extract(day from day)::int + 1
                    when 'year' then day - extract(doy from day)::int + 1 end;

-- The tables of a set, empty and without keys: they are filled faster before. Some of each page stays free: a total that changes then stays
-- where it is.
create or replace function make_rollup_set(set_name text) returns void language plpgsql set client_min_messages = warning as $make$
declare
  name text;
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
    orders bigint not null) with (fillfactor = 85)$$, set_name);

  -- By merchant, product, host and platform, for rankings of what is no area and of areas on one platform. Its days are in rollup_base.
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
    orders bigint not null) with (fillfactor = 85)$$, set_name);

  -- By area: whole (category '') and, in detail and without distinct orders, by category; townships and villages whole only.
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
    orders bigint not null) with (fillfactor = 85)$$, set_name);

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
    cohort_refunds bigint not null) with (fillfactor = 85)$$, set_name);

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
end $make$;

-- Keys and indexes of a table that has been filled. First what tells most rows apart: the key of areas is built in half the time.
create function key_rollup(set_name text, table_name text) returns void language plpgsql as $key$
begin
  case table_name
    when 'rollup_base' then
      execute format('alter table %I.rollup_base add primary key (day, merchant_division_code, merchant_id, product_id, origin_code, shop_id, live_session_id, host_id, channel, category, kind)', set_name);
      execute format('create index rollup_base_by_origin on %I.rollup_base (day, origin_code)', set_name);
      execute format('create index rollup_base_by_session on %I.rollup_base (live_session_id, day) where live_session_id <> 0', set_name);
    when 'rollup_goods' then
      execute format('alter table %I.rollup_goods add primary key (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind)', set_name);
      execute format('create index rollup_goods_by_origin on %I.rollup_goods (start_day, grain, origin_code)', set_name);
    when 'rollup_area' then
      execute format('alter table %I.rollup_area add primary key (start_day, grain, level, basis, is_loose, is_detail, area_code, category)', set_name);
    when 'rollup_refund' then
      execute format('alter table %I.rollup_refund add primary key (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase)', set_name);
  end case;
end $key$;

revoke execute on function key_rollup(text, text) from public;
drop function finish_rollup_set(text);

-- The current set as if it had been made so.
do $$
declare
  current_set text;
  table_name text;
begin
  select set_name into current_set from rollup_current;
  execute format('set local search_path = %I, public', current_set);
  delete from rollup_goods where grain = 'day';
  delete from rollup_area where is_detail and level in ('township', 'village');
  insert into rollup_goods
    select 'year', grain_start(start_day, 'year'), merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind,
           sum(paid_fen), sum(refunded_cash_fen), sum(refunded_cohort_fen), sum(quantity), sum(lines), sum(orders)
    from rollup_goods where grain = 'month' group by 2, 3, 4, 5, 6, 7, 8, 9, 10;
  insert into rollup_area
    select basis, level, is_loose, is_detail, 'year', grain_start(start_day, 'year'), area_code, category,
           sum(paid_fen), sum(refunded_cash_fen), sum(refunded_cohort_fen), sum(quantity), sum(lines), sum(orders)
    from rollup_area where grain = 'month' group by 1, 2, 3, 4, 6, 7, 8;
  insert into rollup_refund
    select 'year', grain_start(start_day, 'year'), merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason,
           refund_phase, sum(refunded_cash_fen), sum(refunded_cohort_fen), sum(cash_refunds), sum(cohort_refunds)
    from rollup_refund where grain = 'month' group by 2, 3, 4, 5, 6, 7, 8, 9, 10;
  drop index rollup_base_by_session;
  foreach table_name in array array['rollup_base', 'rollup_goods', 'rollup_area', 'rollup_refund'] loop
    execute format('alter table %I drop constraint %I', table_name, table_name || '_pkey');
    perform key_rollup(current_set, table_name);
  end loop;
end $$;

-- A rebuild that was interrupted has tables of the old kind: it begins anew.
delete from rollup_rebuild;
delete from rollup_rebuild_todo;
