-- Sign-ins under names that no account has are paused as those of an account are: a pause must not tell which names there are. By hash: what
-- was typed may be a password in the wrong field.
create table unknown_username (
  name_hash bytea primary key check (octet_length(name_hash) = 32),
  failures integer not null check (failures > 0),
  locked_until timestamptz,
  noted_at timestamptz not null
);
create index unknown_username_by_age on unknown_username (noted_at);
alter table unknown_username enable row level security;
create policy signing_in on unknown_username to cunbo_app
  using ((select scope()) = 'sign-in') with check ((select scope()) = 'sign-in');
grant select, insert, update, delete on unknown_username to cunbo_app;
