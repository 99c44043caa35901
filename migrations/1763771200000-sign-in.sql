-- Signing in: sessions that can be told apart, a second step, tokens that may do a part of what their account may; and how people come in:
-- by an invitation, or by an application that is decided.

---------------------------------------------------------------------------------------------------------------------------
-- Sessions and tokens. Their ids are for lists: nobody comes in by one.
---------------------------------------------------------------------------------------------------------------------------

alter table account_session add column id bigint generated always as identity constraint account_session_id_once unique;
alter table account_session add column last_seen_at timestamptz not null default now();
alter table account_session add column address text not null default '';
alter table account_session add column user_agent text not null default '';
create index account_session_by_account on account_session (account_id);

alter table api_token add column id bigint generated always as identity constraint api_token_id_once unique;
alter table api_token add column permissions text[];             -- null: whatever its account may
alter table api_token add column first_characters text not null default '';
create index api_token_by_account on api_token (account_id);

---------------------------------------------------------------------------------------------------------------------------
-- The second step
---------------------------------------------------------------------------------------------------------------------------

create table account_second_step (
  account_id bigint primary key references account (id),
  secret bytea not null,                       -- sealed with the instance's key, bound to its account
  begun_at timestamptz not null,
  confirmed_at timestamptz,                    -- null: shown, but no code of it was given yet; it is not asked for
  last_used_step bigint                        -- a code is good once: no step up to this one opens anything any more
);

create table account_recovery_code (
  account_id bigint not null references account (id),
  code_hash bytea not null,                    -- keyed; deleted when used
  primary key (account_id, code_hash)
);

create table security_policy (
  only_row boolean primary key default true check (only_row),
  second_step_roles text[] not null default '{}'
);
insert into security_policy default values;

---------------------------------------------------------------------------------------------------------------------------
-- Invitations and applications
---------------------------------------------------------------------------------------------------------------------------

create table invitation (
  id bigint generated always as identity primary key,
  token_hash bytea not null constraint invitation_token_once unique,
  role text not null check (role in ('operator', 'auditor', 'bureau', 'lead', 'clerk')),
  name text not null,
  division_code text collate "C" references division (code),
  merchant_ids bigint[] not null default '{}',
  invited_by bigint not null references account (id),
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  constraint invitation_division_check check ((role = 'bureau') = (division_code is not null)),
  constraint invitation_merchants_check check ((role in ('lead', 'clerk')) = (cardinality(merchant_ids) > 0))
);

create table merchant_application (
  id bigint generated always as identity primary key,
  name text not null,
  kind text not null check (kind in ('cooperative', 'company', 'household', 'collective')),
  division_code text collate "C" not null references division (code),
  contact_name text,
  username text,
  password_hash text,
  note text,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused')),
  applied_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  reason text,
  merchant_id bigint references merchant (id),
  account_id bigint references account (id),
  constraint merchant_application_is_decided check ((state = 'waiting') = (decided_at is null)),
  constraint merchant_application_keeps_no_password check ((state = 'waiting') = (password_hash is not null)),
  constraint merchant_application_forgets_the_refused check ((state = 'refused') = (username is null and contact_name is null)),
  constraint merchant_application_has_made check ((state = 'approved') = (merchant_id is not null and account_id is not null))
);
create unique index merchant_application_username_once on merchant_application (username) where state = 'waiting';

---------------------------------------------------------------------------------------------------------------------------
-- Who may do what
---------------------------------------------------------------------------------------------------------------------------

-- A bureau that registers a merchant reads back what it has written: a function that looks for the merchant does not find it yet, the row itself
-- says where it is at home.
alter policy own_merchants on merchant using (
  (select scope()) = 'all'
  or ((select scope()) = 'division' and starts_with(division_code, (select current_setting('cunbo.division_prefix', true))))
  or sees_merchant(id));

create function sees_division(wanted text) returns boolean language sql stable
  return case current_setting('cunbo.scope', true)
    when 'all' then true
    when 'division' then starts_with(wanted, current_setting('cunbo.division_prefix', true))
    else false
  end;

-- What somebody may give away: never more than they have themselves. A merchant's people invite clerks alone.
create function may_give(wanted_role text, wanted_division text, wanted_merchants bigint[]) returns boolean language sql stable as $$
  select case current_setting('cunbo.scope', true)
    when 'all' then true
    when 'division' then case wanted_role
      when 'bureau' then sees_division(wanted_division)
      when 'lead' then not exists (select from unnest(wanted_merchants) m where not sees_merchant(m))
      when 'clerk' then not exists (select from unnest(wanted_merchants) m where not sees_merchant(m))
      else false
    end
    when 'merchants' then wanted_role = 'clerk' and not exists (select from unnest(wanted_merchants) m where not sees_merchant(m))
    else false
  end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['account_second_step', 'account_recovery_code'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy signing_in on %I to cunbo_app using ((select scope()) in ('sign-in', 'all')) with check ((select scope()) in ('sign-in', 'all'))$p$, name);
    execute format('grant select, insert, update, delete on %I to cunbo_app', name);
  end loop;
end $$;

alter table security_policy enable row level security;
create policy readable on security_policy for select to cunbo_app using ((select scope()) in ('sign-in', 'all'));
create policy decided_by_operator on security_policy for update to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all');
grant select, update on security_policy to cunbo_app;

alter table invitation enable row level security;
create policy givers on invitation to cunbo_app
  using (may_give(role, division_code, merchant_ids)) with check (may_give(role, division_code, merchant_ids));
-- Whoever comes with the token is looked for by it, and makes it used.
create policy accepted on invitation for select to cunbo_app using ((select scope()) = 'sign-in');
create policy accepting on invitation for update to cunbo_app using ((select scope()) = 'sign-in') with check ((select scope()) = 'sign-in');
grant select, insert, update, delete on invitation to cunbo_app;

alter table merchant_application enable row level security;
create policy inside on merchant_application for select to cunbo_app using (sees_division(division_code));
create policy deciding on merchant_application for update to cunbo_app using (sees_division(division_code)) with check (sees_division(division_code));
create policy applying on merchant_application for insert to cunbo_app with check ((select scope()) = 'sign-in' and state = 'waiting');
create policy applied on merchant_application for select to cunbo_app using ((select scope()) = 'sign-in' and state = 'waiting');
grant select, insert, update on merchant_application to cunbo_app;

-- A bureau does not see accounts and makes none, except this one: the lead of a merchant that it sees, from an application that it sees, with
-- the password that was chosen there. Null: the username was given to somebody meanwhile.
create function open_lead_account(application bigint, merchant bigint) returns bigint language plpgsql security definer set search_path = public as $$
declare
  applied merchant_application;
  made bigint;
begin
  select * into applied from merchant_application where id = application and state = 'waiting' for update;
  if not found or not sees_division(applied.division_code) or not sees_merchant(merchant) then
    raise exception 'application % cannot be approved here', application using errcode = 'insufficient_privilege';
  end if;
  insert into account (username, name, password_hash, role)
  values (applied.username, applied.contact_name, applied.password_hash, 'lead')
  on conflict on constraint account_username_once do nothing returning id into made;
  if made is not null then
    insert into account_merchant (account_id, merchant_id) values (made, merchant);
  end if;
  return made;
end $$;
revoke execute on function open_lead_account(bigint, bigint) from public;
grant execute on function open_lead_account(bigint, bigint) to cunbo_app;
