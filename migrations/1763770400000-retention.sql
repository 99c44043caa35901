-- How long orders and message bodies are kept, what a legal hold keeps longer, and what remains of an order that was retired.
-- Runs as cunbo_owner in one transaction. Entries, message keys and rollups are never deleted.

-- What the installation has decided; the newest row holds, the others show what held before. Rows are only ever added.
create table retention_policy (
  id bigint generated always as identity primary key,
  transaction_months integer not null check (transaction_months between 1 and 1200),
  payload_days integer not null check (payload_days between 1 and 36500),
  -- An order that changed here within these days stays, however old it is: history that is loaded late comes in several messages.
  quiet_days integer not null check (quiet_days between 0 and 3650),
  reason text not null,
  decided_at timestamptz not null default now(),
  decided_by text not null,
  -- A body tells of an order as the order itself does: it must not outlive it.
  constraint retention_policy_orders_outlive_bodies check (payload_days <= transaction_months * 31)
);
insert into retention_policy (transaction_months, payload_days, quiet_days, reason, decided_by)
values (36, 90, 30, '电子商务法第三十一条：交易信息自交易完成之日起保存不少于三年。E-Commerce Law, Art. 31: transactions are kept three years from completion.', 'default');

-- Orders of all shops of a merchant (and of those merged into it), of a shop, or one order. While it stands, neither they nor their bodies are deleted.
create table legal_hold (
  id bigint generated always as identity primary key,
  merchant_id bigint references merchant,
  shop_id bigint references shop,
  order_no text collate "C",
  reason text not null,
  placed_at timestamptz not null default now(),
  placed_by text not null,
  lifted_at timestamptz,
  lifted_by text,
  lift_reason text,
  constraint legal_hold_names_one_thing check (num_nonnulls(merchant_id, shop_id) = 1 and (order_no is null or shop_id is not null)),
  constraint legal_hold_lifted_whole check (num_nonnulls(lifted_at, lifted_by, lift_reason) in (0, 3))
);
create index legal_hold_standing_by_shop on legal_hold (shop_id, order_no) where lifted_at is null;
create index legal_hold_standing_by_merchant on legal_hold (merchant_id) where lifted_at is null;

-- What remains of an order beside its entries. A row for each order, not a sum for each shop and day: it recognises a late message
-- about an order that had no entries, and its fingerprint finds changes that cancel out in a sum. Measured on 40,050 orders of two
-- lines: 153 bytes an order with its index, where the order, its lines and its word took 1,911.
create table retired_order (
  shop_id bigint not null references shop,
  order_no text collate "C" not null,
  retired_on date not null,
  pay_day date,                                -- null: it was never paid
  entries integer not null,
  paid_fen bigint not null,
  refunded_fen bigint not null,
  entries_fingerprint bigint not null,
  primary key (shop_id, order_no)
);

-- One row for each day that was swept: how far the sweep has come, and what it deleted.
create table retention_sweep (
  day date primary key,
  -- The order after which the next batch begins.
  after_created_at timestamptz not null default '-infinity',
  after_shop_id bigint not null default 0,
  after_order_no text collate "C" not null default '',
  are_orders_done boolean not null default false,
  retired_orders bigint not null default 0,
  dropped_payload_days integer not null default 0,
  deleted_payloads bigint not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);

-- The sweep walks old orders in this order. created_at does not change, so the index costs an insert and no update.
create index sales_order_by_creation on sales_order (created_at);

create function current_retention() returns retention_policy language sql stable as $$
  select * from retention_policy order by id desc limit 1
$$;

-- Who sweeps says what time it is, so that tests can stand at midnight; but nobody may sweep by a clock that runs ahead.
create function require_past(as_of timestamptz) returns void language plpgsql stable as $$
begin
  if as_of > now() + interval '1 hour' then
    raise exception 'retention: % is in the future', as_of;
  end if;
end $$;

create function is_shop_held(wanted_shop_id bigint) returns boolean language sql stable as $$
  select exists (select from legal_hold h where h.lifted_at is null and h.shop_id = wanted_shop_id and h.order_no is null)
      or exists (
        select from legal_hold h
        join merged_merchants(h.merchant_id) m on true
        join shop s on s.id = wanted_shop_id and s.merchant_id = m.id
        where h.lifted_at is null and h.merchant_id is not null)
$$;

-- The one definition of when an order may go. It is kept from the last thing that happened to it: payment, dispatch, refund, or the
-- last word about it, which is when its completion was told at the latest; through the same day so many months later (29 February:
-- the last of the month).
create function order_retention(wanted_shop_id bigint, wanted_order_no text, as_of timestamptz)
returns table (settled_on date, is_old boolean, is_held boolean) language sql stable as $$
  select life.settled_on,
         life.settled_on + make_interval(months => policy.transaction_months) < beijing_day(as_of)
         and o.changed_at < as_of - make_interval(days => policy.quiet_days),
         held.is_held
  from sales_order o
  cross join current_retention() policy
  cross join lateral (
    select beijing_day(greatest(
      o.created_at, o.paid_at, o.shipped_at,
      (select max(l.shipped_at) from order_line l where l.shop_id = o.shop_id and l.order_no = o.order_no),
      (select max(r.succeeded_at) from order_refund r where r.shop_id = o.shop_id and r.order_no = o.order_no),
      (select max(w.said_at) from order_word w where w.shop_id = o.shop_id and w.order_no = o.order_no))) as settled_on
  ) life
  cross join lateral (
    select is_shop_held(o.shop_id)
           or exists (select from legal_hold h where h.lifted_at is null and h.shop_id = o.shop_id and h.order_no = o.order_no) as is_held
  ) held
  where o.shop_id = wanted_shop_id and o.order_no = wanted_order_no
$$;

-- Of everything an entry says. Fingerprints of an order's entries are combined by bit_xor, so their order does not matter.
create function entry_fingerprint(e revenue_entry) returns bigint language sql stable parallel safe as $$
  select ('x' || encode(substr(sha256(convert_to(row(
    e.entry_id, e.line_no, e.kind, e.day - date '2000-01-01', e.pay_day - date '2000-01-01', e.product_id, e.live_session_id, e.host_id,
    e.channel, e.category, e.origin_code, e.merchant_id, e.merchant_division_code, e.refund_reason, e.refund_phase,
    e.paid_fen, e.refunded_fen, e.quantity, e.lines, e.orders, e.refunds
  )::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
$$;

-- The only way in which orders are deleted. Security definer, because no role may delete an order as such: what is held, not old
-- enough, or still to be posted is passed by, whoever asks. Answers what it retired.
-- The order's to-do row is taken like a lock: whoever marks the order meanwhile waits and then finds no order to be posted, and no
-- poster can be at work on it.
create function retire_orders(wanted_shop_ids bigint[], wanted_order_nos text[], as_of timestamptz)
returns table (shop_id bigint, order_no text) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  free_shop_ids bigint[];
  free_order_nos text[];
  due_shop_ids bigint[];
  due_order_nos text[];
begin
  perform require_past(as_of);
  -- A hold is in force before the batch looks, or waits until it is through.
  lock table legal_hold in share mode;
  -- The recorder's lock (lock-orders.sql), in the recorder's order.
  perform pg_advisory_xact_lock(hashtextextended(k.shop_id || ':' || k.order_no, 20150101))
  from (select * from unnest(wanted_shop_ids, wanted_order_nos) as w (shop_id, order_no) order by w.shop_id, w.order_no collate "C") k;

  with free as (
    insert into order_todo (shop_id, order_no)
    select w.shop_id, w.order_no from unnest(wanted_shop_ids, wanted_order_nos) as w (shop_id, order_no) order by w.shop_id, w.order_no collate "C"
    on conflict do nothing
    returning order_todo.shop_id, order_todo.order_no
  )
  select array_agg(f.shop_id), array_agg(f.order_no) into free_shop_ids, free_order_nos from free f;

  select array_agg(f.shop_id), array_agg(f.order_no) into due_shop_ids, due_order_nos
  from unnest(free_shop_ids, free_order_nos) as f (shop_id, order_no), lateral order_retention(f.shop_id, f.order_no, as_of) r
  where r.is_old and not r.is_held;

  insert into retired_order (shop_id, order_no, retired_on, pay_day, entries, paid_fen, refunded_fen, entries_fingerprint)
  select o.shop_id, o.order_no, beijing_day(as_of), beijing_day(o.paid_at),
         posted.entries, posted.paid_fen, posted.refunded_fen, posted.fingerprint
  from unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no)
  join sales_order o on o.shop_id = d.shop_id and o.order_no = d.order_no
  cross join lateral (
    select count(*)::integer as entries, coalesce(sum(e.paid_fen), 0)::bigint as paid_fen, coalesce(sum(e.refunded_fen), 0)::bigint as refunded_fen,
           coalesce(bit_xor(entry_fingerprint(e)), 0) as fingerprint
    from revenue_entry e where e.shop_id = o.shop_id and e.order_no = o.order_no
  ) posted;

  delete from order_line x using unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no) where x.shop_id = d.shop_id and x.order_no = d.order_no;
  delete from order_refund x using unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no) where x.shop_id = d.shop_id and x.order_no = d.order_no;
  delete from order_word x using unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no) where x.shop_id = d.shop_id and x.order_no = d.order_no;
  delete from sales_order x using unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no) where x.shop_id = d.shop_id and x.order_no = d.order_no;
  delete from order_todo x using unnest(free_shop_ids, free_order_nos) as f (shop_id, order_no) where x.shop_id = f.shop_id and x.order_no = f.order_no;

  return query select d.shop_id, d.order_no from unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no);
end $$;

-- The one definition of which bodies stay, however old: of held shops and orders; of messages not applied yet; and, as long as
-- transactions are kept, of those in quarantine or conflict, because nothing that a sender signed may be lost before a person has
-- seen it. While an order is held, those of its shop stay too: nobody can tell whether they speak of it.
create function is_payload_kept(wanted_day date, wanted_shop_id bigint, wanted_message_key text, as_of timestamptz)
returns boolean language sql stable as $$
  select beijing_day(as_of) <= wanted_day + policy.payload_days
         or is_shop_held(wanted_shop_id)
         or exists (
           select from inbox_message m
           where m.shop_id = wanted_shop_id and m.message_key = wanted_message_key
             and (m.state = 'received'
                  or m.state <> 'applied'
                     and (beijing_day(as_of) <= wanted_day + make_interval(months => policy.transaction_months)
                          or exists (select from legal_hold h where h.lifted_at is null and h.shop_id = wanted_shop_id))))
         or exists (
           select from legal_hold h
           join order_word w on w.shop_id = h.shop_id and w.order_no = h.order_no and w.message_key = wanted_message_key
           where h.lifted_at is null and h.shop_id = wanted_shop_id and h.order_no is not null)
  from current_retention() policy
$$;

-- Days that have a partition of bodies of their own.
create function inbox_payload_days() returns setof date language sql stable as $$
  select to_date(right(c.relname, 8), 'YYYYMMDD')
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'public.inbox_payload'::regclass and c.relnamespace = 'public'::regnamespace and c.relname ~ '^inbox_payload_\d{8}$'
$$;

-- Drops the bodies of one old day with their partition; the few that stay move to the partition without a day. Answers how many are
-- gone, or null when the table could not be had at once: whoever delivers must not wait behind somebody who reads for long.
create function drop_payload_day(wanted_day date, as_of timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part text := 'inbox_payload_' || to_char(wanted_day, 'YYYYMMDD');
  all_bodies bigint;
  kept_bodies bigint;
begin
  perform require_past(as_of);
  if beijing_day(as_of) <= wanted_day + (current_retention()).payload_days then
    raise exception 'retention: bodies of % are not old enough', wanted_day;
  end if;
  if not exists (select from inbox_payload_days() d where d = wanted_day) then
    raise exception 'retention: bodies of % have no partition', wanted_day;
  end if;
  perform set_config('lock_timeout', '500', true);
  perform pg_advisory_xact_lock(4206812);      -- as plan_inbox_partitions
  lock table legal_hold in share mode;
  -- Found before the table is locked: on a day of many messages this takes a while.
  execute format('create temporary table kept_payload on commit drop as select * from %I p where is_payload_kept(p.received_day, p.shop_id, p.message_key, $1)', part) using as_of;
  execute 'select count(*) from kept_payload' into kept_bodies;
  execute format('select count(*) from %I', part) into all_bodies;
  execute format('lock table only inbox_payload, inbox_payload_unplanned, %I in access exclusive mode', part);
  execute format('alter table inbox_payload detach partition %I', part);
  execute 'insert into inbox_payload_unplanned select * from kept_payload';
  execute format('drop table %I', part);
  execute 'drop table kept_payload';
  return all_bodies - kept_bodies;
exception when lock_not_available then
  return null;
end $$;

-- The same for bodies without a partition of their day, a batch at a time. Answers how many are gone.
create function delete_unplanned_payloads(as_of timestamptz, batch integer) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone bigint;
begin
  perform require_past(as_of);
  lock table legal_hold in share mode;
  delete from inbox_payload_unplanned u
  using (select p.received_day, p.shop_id, p.message_key from inbox_payload_unplanned p
         where p.received_day < beijing_day(as_of) - (select payload_days from current_retention())
           and not is_payload_kept(p.received_day, p.shop_id, p.message_key, as_of)
         order by 1, 2, 3 limit batch) old
  where u.received_day = old.received_day and u.shop_id = old.shop_id and u.message_key = old.message_key;
  get diagnostics gone = row_count;
  return gone;
end $$;

---------------------------------------------------------------------------------------------------------------------------
-- Who may do what
---------------------------------------------------------------------------------------------------------------------------

alter table retention_policy enable row level security;
create policy readable on retention_policy for select to cunbo_app using ((select scope()) in ('all', 'merchants', 'division'));
create policy decided_by_operator on retention_policy for insert to cunbo_app with check ((select scope()) = 'all');
create policy background on retention_policy for select to cunbo_worker using (true);
grant select, insert on retention_policy to cunbo_app;
grant select on retention_policy to cunbo_worker;

alter table legal_hold enable row level security;
create policy operator on legal_hold to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all');
create policy background on legal_hold for select to cunbo_worker using (true);
grant select, insert on legal_hold to cunbo_app;
grant update (lifted_at, lifted_by, lift_reason) on legal_hold to cunbo_app;
grant select on legal_hold to cunbo_worker;

-- Written by retire_orders alone.
alter table retired_order enable row level security;
create policy own_shops on retired_order for select to cunbo_app using ((select scope()) = 'all' or sees_shop(shop_id));
create policy background on retired_order for select to cunbo_worker using (true);
grant select on retired_order to cunbo_app, cunbo_worker;

alter table retention_sweep enable row level security;
create policy operator on retention_sweep for select to cunbo_app using ((select scope()) = 'all');
create policy background on retention_sweep to cunbo_worker using (true) with check (true);
grant select on retention_sweep to cunbo_app;
grant select, insert, update on retention_sweep to cunbo_worker;

revoke execute on function retire_orders(bigint[], text[], timestamptz), drop_payload_day(date, timestamptz),
  delete_unplanned_payloads(timestamptz, integer) from public;
grant execute on function retire_orders(bigint[], text[], timestamptz), drop_payload_day(date, timestamptz),
  delete_unplanned_payloads(timestamptz, integer) to cunbo_worker;
