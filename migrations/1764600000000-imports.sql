-- Files that shops' platforms exported and people upload: kept sealed until they are counted or given up, read row by row, shown as a preview,
-- committed as messages of the inbox, and taken back where somebody says so.

alter table inbox_message drop constraint inbox_message_origin_check;
alter table inbox_message add constraint inbox_message_origin_check check (origin in ('push', 'bridge', 'pull', 'file'));
alter table order_word drop constraint order_word_source_check;
alter table order_word add constraint order_word_source_check check (source in ('platform', 'file', 'hand'));

create table file_import (
  id bigint generated always as identity primary key,
  shop_id bigint references shop,                      -- null while a file arrives ahead of the name of its shop
  account_id bigint not null references account,       -- who uploaded it
  uploaded_by text not null,
  acting_account_id bigint not null references account,-- for whom what is under way is done: who uploaded, committed or took back
  file_name text not null,
  byte_size bigint not null default 0,
  content_hash bytea,                                  -- keyed; null until all of it is there
  state text not null default 'uploading' check (state in
    ('uploading', 'reading', 'preview', 'committing', 'committed', 'applied', 'undoing', 'undone', 'failed', 'discarded')),
  fault_code text,
  fault_detail text,
  -- What was recognised.
  family text,
  encoding text,
  sheet text,
  header_row integer,
  columns jsonb not null default '[]',
  -- How far reading has come, then what it found.
  bytes_read bigint not null default 0,
  rows_read bigint not null default 0,
  read_to integer not null default 0,                  -- rows up to this one are in file_import_row, if they are to be
  is_staged boolean not null default false,            -- every row is in file_import_row
  combined_to text collate "C" not null default '',    -- orders up to this number are in file_import_order
  rows_refused bigint not null default 0,
  flags jsonb not null default '[]',                   -- what a person should know of orders that count, by code, with how many
  rows_passed bigint not null default 0,               -- rows that say nothing of an order, such as totals
  orders_new bigint not null default 0,
  orders_changed bigint not null default 0,
  orders_known bigint not null default 0,
  orders_waiting bigint not null default 0,             -- refunds of orders nobody told of yet
  orders_refused bigint not null default 0,
  paid_fen bigint not null default 0,                  -- change in totals, as they were when it was read
  refunded_fen bigint not null default 0,
  -- How far committing or taking back has come.
  committed_to text collate "C" not null default '',
  orders_committed bigint not null default 0,
  orders_undone bigint not null default 0,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  committed_at timestamptz,
  committed_by text,
  applied_at timestamptz,
  undone_at timestamptz,
  undone_by text,
  undo_reason text,
  changed_at timestamptz not null default now(),
  -- Who works on it, and until when nobody else may.
  lease text,
  leased_until timestamptz
);
create index file_import_by_shop on file_import (shop_id, id);
create index file_import_to_do on file_import (id) where state in ('reading', 'committing', 'committed', 'undoing');

-- Buyers stand in these files: bytes are sealed, piece by piece.
create table file_import_chunk (
  import_id bigint not null references file_import on delete cascade,
  chunk_no integer not null,
  sealed bytea not null,
  primary key (import_id, chunk_no)
);
alter table file_import_chunk alter column sealed set storage external;

-- Rows without their personal columns, so that rows of one order meet that do not stand together. What was refused stays, for the list of errors.
create table file_import_row (
  import_id bigint not null references file_import on delete cascade,
  row_no integer not null,
  order_no text collate "C" not null,
  cells jsonb,
  refusal jsonb,
  primary key (import_id, row_no)
);
create index file_import_row_by_order on file_import_row (import_id, order_no, row_no);
create index file_import_row_refused on file_import_row (import_id, row_no) where refusal is not null;

-- What the rows of an order say together, as the message it will be.
create table file_import_order (
  import_id bigint not null references file_import on delete cascade,
  order_no text collate "C" not null,
  row_no integer not null,
  message_key text collate "C" not null,
  body_hash bytea not null,
  body bytea not null,
  primary key (import_id, order_no)
);

-- Which import told which message. A message of files counts while any import that told it stands.
create table file_word (
  shop_id bigint not null,
  message_key text collate "C" not null,
  import_id bigint not null references file_import,
  order_no text collate "C" not null,
  row_no integer not null,
  withdrawn_at timestamptz,
  primary key (shop_id, message_key, import_id)
);
create index file_word_standing on file_word (import_id, order_no) where withdrawn_at is null;

alter table file_import enable row level security;
create policy own_shops on file_import to cunbo_app
  using ((select scope()) = 'all' or shop_id is not null and sees_shop(shop_id)
         or shop_id is null and account_id::text = (select current_setting('cunbo.account_id', true)))
  with check ((select scope()) = 'all' or shop_id is not null and sees_shop(shop_id)
         or shop_id is null and account_id::text = (select current_setting('cunbo.account_id', true)));
create policy background on file_import to cunbo_worker using (true) with check (true);
grant select, insert, update, delete on file_import to cunbo_app;
grant select, update, delete on file_import to cunbo_worker;

alter table file_import_chunk enable row level security;
create policy own_imports on file_import_chunk to cunbo_app
  using (import_id in (select i.id from file_import i)) with check (import_id in (select i.id from file_import i));
create policy background on file_import_chunk to cunbo_worker using (true) with check (true);
grant select, insert, update, delete on file_import_chunk to cunbo_app;
grant select, delete on file_import_chunk to cunbo_worker;

alter table file_import_row enable row level security;
create policy own_imports on file_import_row to cunbo_app
  using (import_id in (select i.id from file_import i)) with check (import_id in (select i.id from file_import i));
create policy background on file_import_row to cunbo_worker using (true) with check (true);
grant select, insert, update, delete on file_import_row to cunbo_app;
grant select, delete on file_import_row to cunbo_worker;

alter table file_import_order enable row level security;
create policy own_imports on file_import_order to cunbo_app
  using (import_id in (select i.id from file_import i)) with check (import_id in (select i.id from file_import i));
create policy background on file_import_order to cunbo_worker using (true) with check (true);
grant select, insert, delete on file_import_order to cunbo_app;
grant select, delete on file_import_order to cunbo_worker;

alter table file_word enable row level security;
create policy own_shops on file_word to cunbo_app
  using ((select scope()) = 'all' or sees_shop(shop_id)) with check ((select scope()) = 'all' or sees_shop(shop_id));
create policy background on file_word for select to cunbo_worker using (true);
grant select, insert, update on file_word to cunbo_app;
grant select on file_word to cunbo_worker;

create or replace function owner_of(owned text, wanted bigint) returns table (merchant_id bigint, division_code text, host_id bigint)
language sql stable security definer set search_path = public as $$
  select m.id, m.division_code,
         case owned when 'host' then wanted when 'live-session' then (select s.host_id from live_session s where s.id = wanted) end
  from merchant m
  where m.id = case owned
    when 'merchant' then wanted
    when 'product' then (select p.merchant_id from product p where p.id = wanted)
    when 'shop' then (select s.merchant_id from shop s where s.id = wanted)
    when 'host' then (select h.merchant_id from host h where h.id = wanted)
    when 'live-session' then (select s.merchant_id from live_session s where s.id = wanted)
    when 'import' then (select s.merchant_id from file_import i join shop s on s.id = i.shop_id where i.id = wanted)
  end
$$;
