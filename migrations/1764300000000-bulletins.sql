-- Bulletins (通报): drafted, checked and issued by three people; what is issued is a copy that nobody can change. And what they need besides:
-- the comparable scope, a calendar of festivals, links for recipients, and the switch of the public page.

create table bulletin (
  id bigint generated always as identity primary key,
  division_code text collate "C" not null references division (code),
  month date not null check (extract(day from month) = 1),
  basis text not null check (basis in ('origin', 'merchant')),
  refund_view text not null check (refund_view in ('cash', 'cohort')),
  state text not null default 'draft' check (state in ('draft', 'checked', 'issued', 'withdrawn')),
  number text,
  title text not null,
  title_en text not null,
  body text not null,
  body_en text not null,
  notes text[] not null,
  notes_en text[] not null,
  figures jsonb not null,
  is_public boolean not null default false,
  -- Everybody who made the figures or changed the text.
  author_ids bigint[] not null check (cardinality(author_ids) > 0),
  drafted_by text not null,
  drafted_at timestamptz not null,
  checker_id bigint references account (id),
  checked_by text,
  checked_at timestamptz,
  issuer_id bigint references account (id),
  issued_by text,
  issued_at timestamptz,
  -- From then on it is frozen: it cannot be withdrawn any more.
  freezes_at timestamptz,
  frozen_by text,                -- null: by time alone
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  constraint bulletin_checked_by_another check (checker_id <> all (author_ids)),
  constraint bulletin_issued_by_a_third check (issuer_id <> all (author_ids) and issuer_id <> checker_id),
  constraint bulletin_is_checked check (state in ('draft', 'withdrawn') or (checker_id is not null and checked_by is not null and checked_at is not null)),
  constraint bulletin_is_issued check ((state = 'issued') <= (issuer_id is not null and issued_by is not null)
                                       and (issuer_id is null) = (issued_at is null) and (issued_at is null) = (freezes_at is null)),
  constraint bulletin_is_withdrawn check ((state = 'withdrawn') = (withdrawn_at is not null and withdrawn_by is not null and withdrawal_reason is not null)),
  constraint bulletin_is_public_when_issued check (not is_public or issued_at is not null)
);
create unique index bulletin_once_per_month on bulletin (division_code, month) where state <> 'withdrawn';
create index bulletin_by_month on bulletin (month, id);

-- Version 1 is the bulletin as it was issued, the others are revisions.
create table bulletin_copy (
  bulletin_id bigint not null references bulletin (id),
  version integer not null check (version > 0),
  reason text,
  number text,
  title text not null,
  title_en text not null,
  body text not null,
  body_en text not null,
  notes text[] not null,
  notes_en text[] not null,
  figures jsonb not null,
  made_by text not null,
  made_at timestamptz not null,
  primary key (bulletin_id, version),
  constraint bulletin_copy_says_why check ((version = 1) = (reason is null))
);

create table bulletin_link (
  id bigint generated always as identity primary key,
  bulletin_id bigint not null references bulletin (id),
  recipient text not null,
  token_hash bytea not null constraint bulletin_link_token_once unique,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index bulletin_link_by_bulletin on bulletin_link (bulletin_id, id);

create table public_page (
  only_row boolean primary key default true check (only_row),
  is_on boolean not null default false,
  title text not null default ''
);
insert into public_page default values;

-- What was imported; for the rest there is the file that comes with the program.
create table calendar_festival (
  festival text collate "C" not null,
  year integer not null,
  first_day date not null,
  last_day date not null,
  primary key (festival, year),
  check (first_day <= last_day and last_day - first_day < 40)
);

---------------------------------------------------------------------------------------------------------------------------
-- What must stay true of them
---------------------------------------------------------------------------------------------------------------------------

create function keep_bulletin() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'bulletins are withdrawn, never deleted'; end if;
  if old.state = 'withdrawn' then raise exception 'bulletin % is withdrawn', old.id; end if;
  if (old.division_code, old.month) is distinct from (new.division_code, new.month) then raise exception 'bulletin % is about something else', old.id; end if;
  if old.state <> new.state and (old.state, new.state) not in (('draft', 'checked'), ('checked', 'issued'), ('draft', 'withdrawn'), ('checked', 'withdrawn'), ('issued', 'withdrawn')) then
    raise exception 'bulletin % cannot become % from %', old.id, new.state, old.state;
  end if;
  if (old.state <> 'draft' or new.state <> 'draft')
     and (old.basis, old.refund_view, old.title, old.title_en, old.body, old.body_en, old.notes, old.notes_en, old.figures, old.author_ids)
         is distinct from (new.basis, new.refund_view, new.title, new.title_en, new.body, new.body_en, new.notes, new.notes_en, new.figures, new.author_ids) then
    raise exception 'what bulletin % says is fixed once it is checked', old.id;
  end if;
  if old.state = 'issued' and (old.number, old.is_public, old.issuer_id, old.issued_at, old.checker_id, old.checked_at)
                              is distinct from (new.number, new.is_public, new.issuer_id, new.issued_at, new.checker_id, new.checked_at) then
    raise exception 'what bulletin % says is fixed once it is issued', old.id;
  end if;
  if old.freezes_at <= now() then raise exception 'bulletin % is frozen', old.id; end if;
  return new;
end $$;
create trigger kept before update or delete on bulletin for each row execute function keep_bulletin();

create function keep_bulletin_copy() returns trigger language plpgsql as $$
begin
  raise exception 'a copy of a bulletin never changes';
end $$;
create trigger kept before update or delete on bulletin_copy for each row execute function keep_bulletin_copy();
create trigger kept_whole before truncate on bulletin_copy for each statement execute function keep_bulletin_copy();

create trigger audited after insert or update or delete on bulletin
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('id', 'figures,body,body_en');
create trigger audited after insert or update or delete on bulletin_copy
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('bulletin_id,version', 'figures,body,body_en');
create trigger audited after insert or update or delete on bulletin_link
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('id', 'token_hash');
create trigger audited after insert or update or delete on public_page
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('only_row', '');
create trigger audited after insert or update or delete on calendar_festival
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('festival,year', '');

---------------------------------------------------------------------------------------------------------------------------
-- Who may see and do what
---------------------------------------------------------------------------------------------------------------------------

-- A bureau makes those of its own division, no others.
create function makes_bulletins_of(wanted text) returns boolean language sql stable
  return case current_setting('cunbo.scope', true)
    when 'all' then true
    when 'division' then wanted = current_setting('cunbo.division_prefix', true)
    else false
  end;

alter table bulletin enable row level security;
create policy made_inside on bulletin for select to cunbo_app using (sees_division(division_code));
create policy issued_in_the_province on bulletin for select to cunbo_app
  using ((select scope()) = 'division' and state = 'issued' and sees_area(division_code));
create policy making on bulletin for insert to cunbo_app with check (state = 'draft' and makes_bulletins_of(division_code));
create policy going_on on bulletin for update to cunbo_app using (makes_bulletins_of(division_code)) with check (makes_bulletins_of(division_code));
grant select, insert, update on bulletin to cunbo_app;

alter table bulletin_copy enable row level security;
create policy of_bulletins_seen on bulletin_copy for select to cunbo_app using (exists (select from bulletin b where b.id = bulletin_id));
create policy issuing on bulletin_copy for insert to cunbo_app
  with check (exists (select from bulletin b where b.id = bulletin_id and b.state = 'issued' and makes_bulletins_of(b.division_code)));
grant select, insert on bulletin_copy to cunbo_app;

alter table bulletin_link enable row level security;
create policy of_own_bulletins on bulletin_link to cunbo_app
  using (exists (select from bulletin b where b.id = bulletin_id and makes_bulletins_of(b.division_code)))
  with check (exists (select from bulletin b where b.id = bulletin_id and b.state = 'issued' and makes_bulletins_of(b.division_code)));
grant select, insert, update on bulletin_link to cunbo_app;

alter table public_page enable row level security;
create policy readable on public_page for select to cunbo_app using ((select scope()) = 'all');
create policy decided_by_operator on public_page for update to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all');
grant select, update on public_page to cunbo_app;

alter table calendar_festival enable row level security;
create policy readable on calendar_festival for select to cunbo_app using ((select scope()) in ('all', 'division'));
create policy imported_by_operator on calendar_festival for insert to cunbo_app with check ((select scope()) = 'all');
create policy replaced_by_operator on calendar_festival for update to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all');
grant select, insert, update on calendar_festival to cunbo_app;

---------------------------------------------------------------------------------------------------------------------------
-- For those who are not signed in, and for those who see no bulletins
---------------------------------------------------------------------------------------------------------------------------

-- All copies of the one bulletin that a link is for.
create function bulletin_by_link(wanted_hash bytea, at timestamptz)
returns table (division_code text, month text, issued_at timestamptz, is_frozen boolean, version integer, reason text, number text, title text, title_en text,
               body text, body_en text, notes text[], notes_en text[], figures jsonb, made_at timestamptz)
language sql stable security definer set search_path = public as $$
  select b.division_code, to_char(b.month, 'YYYY-MM'), b.issued_at, b.freezes_at <= at, c.version, c.reason, c.number, c.title, c.title_en,
         c.body, c.body_en, c.notes, c.notes_en, c.figures, c.made_at
  from bulletin_link l
  join bulletin b on b.id = l.bulletin_id and b.state = 'issued'
  join bulletin_copy c on c.bulletin_id = b.id
  where l.token_hash = wanted_hash and l.revoked_at is null and l.expires_at > at
  order by c.version
$$;

-- The title of the public page; null: it is off.
create function public_page_title() returns text language sql stable security definer set search_path = public as $$
  select title from public_page where is_on
$$;

-- The latest copies of what is issued and marked public; nothing while the page is off. $1 one of them or null, $2 $3 continue after, $4 how many.
create function public_bulletins(wanted bigint, after_month text, after_id bigint, how_many integer)
returns table (id bigint, division_code text, month text, issued_at timestamptz, version integer, reason text, number text, title text, title_en text, figures jsonb)
language sql stable security definer set search_path = public as $$
  select b.id, b.division_code, to_char(b.month, 'YYYY-MM'), b.issued_at, c.version, c.reason, c.number, c.title, c.title_en, c.figures
  from bulletin b
  join lateral (select * from bulletin_copy c where c.bulletin_id = b.id order by c.version desc limit 1) c on true
  where exists (select from public_page where is_on) and b.state = 'issued' and b.is_public and (wanted is null or b.id = wanted)
    and (after_month is null or (to_char(b.month, 'YYYY-MM'), b.id) < (after_month, after_id))
  order by b.month desc, b.id desc
  limit how_many
$$;

-- Which months of a division are in an issued bulletin: of the division itself, or of the one above it, in which it is a member.
create function bulletin_coverage(code text, first_day date, last_day date, at timestamptz)
returns table (month text, division_code text, is_frozen boolean)
language sql stable security definer set search_path = public as $$
  select distinct on (b.month) to_char(b.month, 'YYYY-MM'), b.division_code, b.freezes_at <= at
  from bulletin b
  where current_setting('cunbo.scope', true) in ('all', 'division', 'merchants')
    and b.state = 'issued' and b.month <= last_day and (b.month + interval '1 month')::date > first_day
    and (b.division_code = code or b.division_code = (select d.parent_code from division d where d.code = bulletin_coverage.code))
  order by b.month, b.freezes_at <= at desc, length(b.division_code) desc
$$;

do $$
declare
  name text;
begin
  foreach name in array array['bulletin_by_link(bytea, timestamptz)', 'public_page_title()', 'public_bulletins(bigint, text, bigint, integer)',
                              'bulletin_coverage(text, date, date, timestamptz)'] loop
    execute format('revoke execute on function %s from public', name);
    execute format('grant execute on function %s to cunbo_app', name);
  end loop;
end $$;

---------------------------------------------------------------------------------------------------------------------------
-- The comparable scope
---------------------------------------------------------------------------------------------------------------------------

-- Of a division ('') and of each of its members: how many merchants sold in the range and in the compared range, and what those sold that were
-- there in both, which is to say registered or with sales. Sums and counts only: goods of a division are also sold by merchants that its bureau
-- does not see. Only whoever sees the whole division is answered.
-- The pieces are those of rankings: whether of the range or of the compared one, grain, first day, 1 or -1.
create function comparable_sales(area text, of_basis text, of_refund_view text, are_now boolean[], grains text[], starts date[], signs integer[],
                                 now_from date, now_to date, base_from date, base_to date)
returns table (member_code text, sellers integer, base_sellers integer, comparable_sellers integer, net_fen numeric, base_net_fen numeric, base_lines numeric)
language plpgsql stable security definer set search_path = public
as $$
declare
  area_level text;
  member_levels text[];
  current_set text;
begin
  if not sees_division(area) then return; end if;
  select case when d.is_zone then 'zone' else d.level end into area_level from division d where d.code = area;
  member_levels := case area_level when 'province' then '{city}' when 'city' then '{county,zone}' when 'county' then '{township}'
                                   when 'zone' then '{township}' when 'township' then '{village}' else '{}' end;
  select c.set_name into strict current_set from rollup_current c;
  return query execute replace(replace($statement$
    with bucket as materialized (select * from unnest($3::boolean[], $4::text[], $5::date[], $6::integer[]) as b (is_now, grain, start_day, sign)),
    prefix as materialized (
      select $1 as low, $1 || ':' as high
      union all select z.code, z.code || ':' from division z where z.host_county_code = $1 and not starts_with(z.code, $1)
    ),
    sold as (
      select bucket.is_now, r.{place} as place, r.merchant_id, r.kind, bucket.sign * (r.paid_fen - case $7 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end) as net,
             bucket.sign * r.lines as lines
      from bucket cross join prefix
      cross join lateral (select * from {set}.rollup_base r where r.day = bucket.start_day and r.{place} >= prefix.low and r.{place} < prefix.high offset 0) r
      where bucket.grain = 'day'
      union all
      select bucket.is_now, r.{place}, r.merchant_id, r.kind, bucket.sign * (r.paid_fen - case $7 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end), bucket.sign * r.lines
      from bucket cross join prefix
      cross join lateral (
        select * from {set}.rollup_goods r
        where r.start_day = bucket.start_day and r.grain = bucket.grain and r.{place} >= prefix.low and r.{place} < prefix.high offset 0
      ) r
      where bucket.grain <> 'day'
    ),
    seller as (
      select case when c.area_code = $1 then '' else c.area_code end as code, s.merchant_id,
             sum(s.net) filter (where s.is_now) as net, sum(s.lines) filter (where s.is_now) as lines,
             sum(s.net) filter (where not s.is_now) as base_net, sum(s.lines) filter (where not s.is_now) as base_lines
      from sold s
      join division_closure c on c.code = s.place and not c.is_loose and counts_in(s.kind, $2, false, c.level)
      where c.area_code = $1 or c.level = any ($8) and exists (select from prefix where c.area_code >= prefix.low and c.area_code < prefix.high)
      group by 1, 2
    ),
    present as (
      select s.code, coalesce(s.net, 0) as net, coalesce(s.lines, 0) > 0 as sold, coalesce(s.base_net, 0) as base_net, coalesce(s.base_lines, 0) as base_lines,
             (coalesce(s.lines, 0) > 0 or beijing_day(m.created_at) <= $10 and (m.archived_at is null or beijing_day(m.archived_at) >= $9))
               and (coalesce(s.base_lines, 0) > 0 or beijing_day(m.created_at) <= $12 and (m.archived_at is null or beijing_day(m.archived_at) >= $11)) as is_in_both
      from seller s
      join merchant m on m.id = s.merchant_id
    )
    select code, (count(*) filter (where sold))::integer, (count(*) filter (where base_lines > 0))::integer,
           (count(*) filter (where is_in_both and (sold or base_lines > 0)))::integer,
           coalesce(sum(net) filter (where is_in_both), 0), coalesce(sum(base_net) filter (where is_in_both), 0), coalesce(sum(base_lines) filter (where is_in_both), 0)
    from present
    group by code
  $statement$, '{set}', quote_ident(current_set)), '{place}', case of_basis when 'origin' then 'origin_code' else 'merchant_division_code' end)
  using area, of_basis, are_now, grains, starts, signs, of_refund_view, member_levels, now_from, now_to, base_from, base_to;
end
$$;
revoke execute on function comparable_sales(text, text, text, boolean[], text[], date[], integer[], date, date, date, date) from public;
grant execute on function comparable_sales(text, text, text, boolean[], text[], date[], integer[], date, date, date, date) to cunbo_app;
