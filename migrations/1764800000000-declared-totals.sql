-- What a cooperative says that a session sold (申报数) where no orders exist: "about thirty thousand". It stands beside the ledger and never in
-- it: no entry, no rollup, no ranking is made of it. When orders of the session come, it is compared with them.
create table declared_total (
  live_session_id bigint primary key references live_session,
  merchant_id bigint not null references merchant,
  paid_fen bigint not null check (paid_fen > 0),
  note text not null default '',
  declared_at timestamptz not null default now(),
  declared_by text not null
);
create index declared_total_by_merchant on declared_total (merchant_id);
alter table declared_total enable row level security;
create policy own_merchants on declared_total for select to cunbo_app using ((select scope()) = 'all' or sees_merchant(merchant_id));
-- A bureau reads what was declared; saying it is the seller's own.
create policy declared_by_sellers on declared_total to cunbo_app
  using ((select scope()) = 'all' or (select scope()) = 'merchants' and sees_merchant(merchant_id))
  with check ((select scope()) = 'all' or (select scope()) = 'merchants' and sees_merchant(merchant_id));
grant select, insert, update, delete on declared_total to cunbo_app;
create trigger audited after insert or update or delete on declared_total for each row
  when (session_user <> 'cunbo_worker') execute function audit_change('live_session_id', '');
