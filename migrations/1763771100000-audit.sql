-- Who did what: an append-only record of sign-ins and of what people and programs change. Row triggers write it in the transaction of the
-- change, so that no statement can be forgotten and a change that is rolled back leaves nothing. The chain of hashes over it is written
-- afterwards by one worker: chaining inside the requests would let all writers wait for each other.

-- Grows with every change, so that of two at once the second can be told that there was a first: a new password is not to be seen.
alter table account add column revision integer not null default 1;

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  account_id bigint,
  username text,
  role text,
  program text,
  address text,
  user_agent text,
  action text not null,
  resource text not null,
  resource_id text,
  before jsonb,
  after jsonb,
  changed_fields text[] not null default '{}'
);
create index audit_event_by_time on audit_event (at);
create index audit_event_by_account on audit_event (account_id, id);
create index audit_event_by_action on audit_event (action, id);
create index audit_event_by_resource on audit_event (resource, resource_id, id);

-- Events that no seal covers yet.
create table audit_todo (event_id bigint primary key references audit_event (id));

-- No foreign key to the event: an event that is removed is for `cunbo audit verify` to find.
create table audit_seal (
  position bigint primary key check (position > 0),
  event_id bigint not null constraint audit_seal_once_per_event unique,
  event_hash bytea not null,
  hash bytea not null,
  -- For people who look into it; nothing rests on it.
  sealed_at timestamptz not null default clock_timestamp()
);

alter table audit_event enable row level security;
alter table audit_todo enable row level security;
alter table audit_seal enable row level security;
create policy auditors on audit_event for select to cunbo_app using ((select scope()) = 'all');
create policy auditors on audit_todo for select to cunbo_app using ((select scope()) = 'all');
create policy auditors on audit_seal for select to cunbo_app using ((select scope()) = 'all');
create policy background on audit_event for select to cunbo_worker using (true);
create policy background on audit_todo to cunbo_worker using (true);
create policy background on audit_seal to cunbo_worker using (true) with check (true);
grant select on audit_event, audit_todo, audit_seal to cunbo_app;
grant select on audit_event to cunbo_worker;
grant select, delete on audit_todo to cunbo_worker;
grant select, insert on audit_seal to cunbo_worker;

-- The fields that differ, of a change; of something new or gone there is nothing to compare.
create function changed_fields(before jsonb, after jsonb) returns text[] language sql immutable parallel safe
  return (select coalesce(array_agg(name order by name), '{}') from (
    select coalesce(b.key, a.key) as name from jsonb_each(before) b full join jsonb_each(after) a on a.key = b.key
    where before is not null and after is not null and a.value is distinct from b.value) differing);

-- The only way in. Who, from where and by which operation is a setting of the transaction; without one it is whoever is connected.
create function record_audit_event(wanted_action text, resource text, resource_id text, before jsonb, after jsonb)
returns void language plpgsql security definer set search_path = public as $$
declare
  actor jsonb := coalesce(nullif(current_setting('cunbo.actor', true), '')::jsonb, jsonb_build_object('program', session_user));
  new_id bigint;
begin
  insert into audit_event (account_id, username, role, program, address, user_agent, action, resource, resource_id, before, after, changed_fields)
  values ((actor ->> 'accountId')::bigint, actor ->> 'username', actor ->> 'role', actor ->> 'program', actor ->> 'address', actor ->> 'userAgent',
          coalesce(wanted_action, actor ->> 'action', actor ->> 'program', 'unnamed'), resource, resource_id, before, after, changed_fields(before, after))
  returning id into new_id;
  insert into audit_todo (event_id) values (new_id);
end $$;
revoke execute on function record_audit_event(text, text, text, jsonb, jsonb) from public;
grant execute on function record_audit_event(text, text, text, jsonb, jsonb) to cunbo_app;

-- Arguments: the columns of the key, then the columns that are secret. Of a secret the record tells that it was set or changed, no more.
create function audit_change() returns trigger language plpgsql security definer set search_path = public as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  secret text;
  is_changed boolean;
  id text;
begin
  foreach secret in array string_to_array(tg_argv[1], ',') loop
    is_changed := coalesce(after -> secret, 'null') not in ('null', coalesce(before -> secret, 'null'));
    before := before - secret;
    after := after - secret;
    if is_changed then after := after || jsonb_build_object(secret, 'changed'); end if;
  end loop;
  select string_agg(coalesce(after, before) ->> name, '/' order by place) into id
  from unnest(string_to_array(tg_argv[0], ',')) with ordinality as key (name, place);
  perform record_audit_event(null, tg_table_name, id, before, after);
  return null;
end $$;

-- Columns that are only kept in step (the count of wrong passwords, the last use of a token) are no change. Background work is no person's:
-- the condition keeps the function from being called at all.
create function watch_table(watched regclass, events text, key text, secrets text) returns void language plpgsql as $$
begin
  execute format('create trigger audited after %s on %s for each row when (session_user <> ''cunbo_worker'') execute function audit_change(%L, %L)',
                 events, watched, key, secrets);
end $$;
do $$
declare
  name text;
begin
  foreach name in array '{merchant,product,host,live_session,attribution_rule,legal_hold,retention_policy}'::text[] loop
    perform watch_table(name::regclass, 'insert or update or delete', 'id', '');
  end loop;
end $$;
select watch_table('shop', 'insert or update or delete', 'id', 'credentials');
select watch_table('platform_app', 'insert or update or delete', 'id', 'credentials');
select watch_table('item_mapping', 'insert or update or delete', 'shop_id,item_id,sku_id', '');
select watch_table('exchange_rate', 'insert or update or delete', 'currency,day', '');
select watch_table('division_register', 'insert or update or delete', 'province_code', '');
select watch_table('division_succession', 'insert or update or delete', 'code,successor_code', '');
select watch_table('platform_total', 'insert or update or delete', 'shop_id,day', '');
-- Names of fields are noted by the workers and the door; what a person says of one is a change.
select watch_table('message_field', 'update or delete', 'platform,name', '');
select watch_table('account', 'insert or delete or update of username, password_hash, role, name, division_code, is_disabled, must_change_password',
                   'id', 'password_hash');
select watch_table('account_merchant', 'insert or update or delete', 'account_id,merchant_id', '');
select watch_table('api_token', 'insert or delete or update of token_hash, account_id, name, expires_at', 'account_id,name', 'token_hash');
drop function watch_table(regclass, text, text, text);
