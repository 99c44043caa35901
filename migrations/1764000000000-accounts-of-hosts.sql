-- Accounts of hosts (主播): the sessions they led with whatever was sold in them, and nothing else. Pay rests on whose session a sale is,
-- so that a host writes readings of its sessions and nothing that could move a sale.

alter table account drop constraint account_role_check,
  add constraint account_role_check check (role in ('operator', 'auditor', 'bureau', 'lead', 'clerk', 'host'));

create table account_host (
  account_id bigint not null references account (id),
  host_id bigint not null references host (id),
  primary key (account_id, host_id)
);
alter table account_host enable row level security;
create policy signing_in on account_host to cunbo_app
  using ((select scope()) in ('sign-in', 'all')) with check ((select scope()) in ('sign-in', 'all'));
grant select, insert, delete on account_host to cunbo_app;
create trigger audited after insert or update or delete on account_host
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('account_id,host_id', '');

create function sees_host(wanted bigint) returns boolean language sql stable parallel safe
return case scope() when 'host' then wanted = any (current_setting('cunbo.host_ids', true)::bigint[]) else false end;

create policy own_hosts on host for select to cunbo_app using ((select scope()) = 'host' and sees_host(id));
create policy own_hosts on live_session for select to cunbo_app using ((select scope()) = 'host' and sees_host(host_id));
-- Whoever adds readings locks the session, and changes nothing of it.
create policy locked_by_own_hosts on live_session for update to cunbo_app
  using ((select scope()) = 'host' and sees_host(host_id)) with check (false);

-- Readings and summaries go by it.
create or replace function sees_live_session(wanted bigint) returns boolean language sql stable security definer set search_path = public as $$
  select sees_merchant(s.merchant_id) or sees_host(s.host_id) from live_session s where s.id = wanted
$$;

alter policy readable on rollup_current using ((select scope()) in ('all', 'division', 'merchants', 'host'));

-- By the session: what others sold in it belongs to its figures as well.
do $$
declare
  set_name text;
  place constant text := '  -- Area totals may be read by every bureau';
  of_hosts constant text :=
    $policy$create policy own_sessions on %I.rollup_base for select to cunbo_app using ((select scope()) = 'host' and sees_live_session(live_session_id))$policy$;
  body text := pg_get_functiondef('make_rollup_set(text)'::regprocedure);
begin
  if position(place in body) = 0 then raise exception 'make_rollup_set is not as expected'; end if;
  execute replace(body, place, format(E'  execute format(%L, set_name);\n', of_hosts) || place);
  foreach set_name in array array['rollup_a', 'rollup_b'] loop
    if to_regclass(set_name || '.rollup_base') is not null then execute format(of_hosts, set_name); end if;
  end loop;
end $$;

-- The first wall asks for the host as well.
drop function owner_of(text, bigint);
create function owner_of(owned text, wanted bigint) returns table (merchant_id bigint, division_code text, host_id bigint)
language sql stable security definer set search_path = public
as $$
  select m.id, m.division_code,
         case owned when 'host' then wanted when 'live-session' then (select s.host_id from live_session s where s.id = wanted) end
  from merchant m
  where m.id = case owned
    when 'merchant' then wanted
    when 'product' then (select p.merchant_id from product p where p.id = wanted)
    when 'shop' then (select s.merchant_id from shop s where s.id = wanted)
    when 'host' then (select h.merchant_id from host h where h.id = wanted)
    when 'live-session' then (select s.merchant_id from live_session s where s.id = wanted)
  end
$$;
revoke execute on function owner_of(text, bigint) from public;
grant execute on function owner_of(text, bigint) to cunbo_app;

alter table invitation add column host_ids bigint[] not null default '{}',
  drop constraint invitation_role_check,
  add constraint invitation_role_check check (role in ('operator', 'auditor', 'bureau', 'lead', 'clerk', 'host')),
  add constraint invitation_hosts_check check ((role = 'host') = (cardinality(host_ids) > 0));

drop policy givers on invitation;
drop function may_give(text, text, bigint[]);
-- Hosts are looked for among those that the giver sees.
create function may_give(wanted_role text, wanted_division text, wanted_merchants bigint[], wanted_hosts bigint[]) returns boolean language sql stable as $$
  select case current_setting('cunbo.scope', true)
    when 'all' then true
    when 'division' then case wanted_role
      when 'bureau' then sees_division(wanted_division)
      when 'lead' then not exists (select from unnest(wanted_merchants) m where not sees_merchant(m))
      when 'clerk' then not exists (select from unnest(wanted_merchants) m where not sees_merchant(m))
      else false
    end
    when 'merchants' then case wanted_role
      when 'clerk' then not exists (select from unnest(wanted_merchants) m where not sees_merchant(m))
      when 'host' then not exists (select from unnest(wanted_hosts) w where not exists (select from host h where h.id = w))
      else false
    end
    else false
  end
$$;
create policy givers on invitation to cunbo_app
  using (may_give(role, division_code, merchant_ids, host_ids)) with check (may_give(role, division_code, merchant_ids, host_ids));

-- Sessions with their figures, and readings, were asked for as sales and figures until now: tokens keep what they could do.
update api_token t
set permissions = t.permissions || array(
  select distinct added
  from (values ('sales.read', 'sessions.read'), ('sales.read', 'readings.read'), ('sales.write', 'sessions.write'),
               ('sales.write', 'readings.write'), ('figures.read', 'sessions.read')) as moved (had, added)
  where moved.had = any (t.permissions) and added <> all (t.permissions)
  order by added)
where t.permissions && array['sales.read', 'sales.write', 'figures.read'];
