-- Who is behind a session or token, as a function each: every request asks, and one round trip instead of five (begin, say for whom, look,
-- commit, and noting the use now and then) is most of what the first wall cost. As add_messages does, each says itself for whom it runs.

-- An account as it stands at this moment, with what its scope is made of.
create view account_standing with (security_invoker = true) as
  select a.id as account_id, a.username, a.name, a.role, a.division_code, a.must_change_password, s.has_second_step,
         array(select m.merchant_id::text from account_merchant m where m.account_id = a.id order by m.merchant_id) as merchant_ids,
         array(select h.host_id::text from account_host h where h.account_id = a.id order by h.host_id) as host_ids,
         not s.has_second_step and exists (select from security_policy p where a.role = any (p.second_step_roles)) as must_set_up_second_step
  from account a
  cross join lateral (
    select exists (select from account_second_step w where w.account_id = a.id and w.confirmed_at is not null) as has_second_step
  ) s
  where not a.is_disabled;

create view session_standing with (security_invoker = true) as
  select a.*, s.id as session_id, s.csrf_token, s.token_hash, s.expires_at, s.last_seen_at
  from account_session s join account_standing a on a.account_id = s.account_id;

create view token_standing with (security_invoker = true) as
  select a.*, t.name as token_name, t.permissions, t.token_hash, t.expires_at, t.last_used_at
  from api_token t join account_standing a on a.account_id = t.account_id;

revoke all on account_standing, session_standing, token_standing from public;
grant select on account_standing, session_standing, token_standing to cunbo_app;

-- Its use is noted at most once a minute. Index: primary keys of account_session and api_token.
create function recognise_session(wanted_hash bytea, moment timestamptz, unused_since timestamptz) returns setof session_standing
language plpgsql as $$
declare
  found_session session_standing;
begin
  perform set_config('cunbo.scope', 'sign-in', true);
  select * into found_session from session_standing s
  where s.token_hash = wanted_hash and s.expires_at > moment and s.last_seen_at > unused_since;
  if not found then return; end if;
  if found_session.last_seen_at < moment - interval '1 minute' then
    update account_session s set last_seen_at = moment where s.token_hash = wanted_hash;
  end if;
  return next found_session;
end
$$;

create function recognise_token(wanted_hash bytea, moment timestamptz) returns setof token_standing
language plpgsql as $$
declare
  found_token token_standing;
begin
  perform set_config('cunbo.scope', 'sign-in', true);
  select * into found_token from token_standing t
  where t.token_hash = wanted_hash and (t.expires_at is null or t.expires_at > moment);
  if not found then return; end if;
  if coalesce(found_token.last_used_at < moment - interval '1 minute', true) then
    update api_token t set last_used_at = moment where t.token_hash = wanted_hash;
  end if;
  return next found_token;
end
$$;

revoke execute on function recognise_session(bytea, timestamptz, timestamptz), recognise_token(bytea, timestamptz) from public;
grant execute on function recognise_session(bytea, timestamptz, timestamptz), recognise_token(bytea, timestamptz) to cunbo_app;
