-- Campaigns (活动): which live sessions belong to one, and what those sold. Their figures are read from the rollups by functions, which keep to
-- themselves what would tell of one or two merchants to somebody who does not look after them.

create table campaign (
  id bigint generated always as identity primary key,
  name text not null,
  kind text not null constraint campaign_kind_check check (kind in ('own', 'platform', 'ministry', 'festival')),
  from_day date not null,
  to_day date not null,
  -- The division of who organises it.
  owner_code text collate "C" not null references division (code),
  area_codes text[] collate "C" not null,
  -- picked: one by one; areas: besides, every selling session of the days by merchants at home in the areas.
  session_rule text not null default 'picked' constraint campaign_session_rule_check check (session_rule in ('picked', 'areas')),
  -- Merchants it touches may add sessions of their own.
  is_open boolean not null default false,
  -- [{"name", "role"}]: 帮扶单位.
  partners jsonb not null default '[]',
  label text,
  notes text,
  series_key text,
  -- 人气, as somebody reported it; no ratio is made of it.
  popularity bigint constraint campaign_popularity_check check (popularity >= 0),
  popularity_source text,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  revision integer not null default 1,
  constraint campaign_days check (from_day <= to_day and to_day - from_day < 366),
  constraint campaign_has_areas check (cardinality(area_codes) > 0)
);
create index campaign_by_days on campaign (from_day, id);
create index campaign_by_series on campaign (series_key, owner_code, from_day) where series_key is not null;

create table campaign_session (
  campaign_id bigint not null references campaign (id),
  live_session_id bigint not null references live_session (id),
  partner text,
  added_at timestamptz not null default now(),
  primary key (campaign_id, live_session_id)
);
create index campaign_session_by_session on campaign_session (live_session_id);

-- The sessions that belong to a campaign: begun on one of its days (up to $2, if given), not archived, and picked or there by its rule. As
-- whoever asks sees them; asked by the functions below, all of them. Index: live_session_by_start.
create function sessions_of_campaign(wanted bigint, through date) returns table (live_session_id bigint, merchant_id bigint, started_at timestamptz, partner text)
language sql stable as $$
  select s.id, s.merchant_id, s.started_at, p.partner
  from campaign c
  join live_session s on s.archived_at is null and s.started_at >= c.from_day::timestamp at time zone 'Asia/Shanghai'
    and s.started_at < (least(c.to_day, coalesce(through, c.to_day)) + 1)::timestamp at time zone 'Asia/Shanghai'
  left join campaign_session p on p.campaign_id = c.id and p.live_session_id = s.id
  where c.id = wanted
    and (p.live_session_id is not null
         or c.session_rule = 'areas' and s.kind in ('selling', 'official') and s.merchant_id in (
           select m.id from merchant m
           join division_closure d on d.code = m.division_code and not d.is_loose and d.area_code = any (c.area_codes)))
$$;

-- Bureaus see the campaigns of their province and those that touch them; merchants those whose areas they are at home in, or which one of
-- their sessions belongs to.
create function sees_campaign(wanted bigint) returns boolean language sql stable security definer set search_path = public as $$
  select case scope()
    when 'all' then true
    when 'division' then
      exists (select from campaign c where c.id = wanted and (sees_area(c.owner_code) or exists (
                select from unnest(c.area_codes) as area (code) where sees_area(area.code))))
      or exists (select from campaign_session p where p.campaign_id = wanted and sees_live_session(p.live_session_id))
    when 'merchants' then
      exists (select from campaign c
              join division_closure d on d.area_code = any (c.area_codes) and not d.is_loose
              join merchant m on m.division_code = d.code
              where c.id = wanted and m.id = any (current_setting('cunbo.merchant_ids', true)::bigint[]))
      or exists (select from campaign_session p where p.campaign_id = wanted and sees_live_session(p.live_session_id))
    else false
  end
$$;

create function keeps_campaign(wanted bigint) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from campaign c where c.id = wanted and sees_division(c.owner_code))
$$;

create function joins_campaign(wanted bigint) returns boolean language sql stable security definer set search_path = public as $$
  select scope() = 'merchants' and sees_campaign(wanted) and exists (select from campaign c where c.id = wanted and c.is_open and c.archived_at is null)
$$;

alter table campaign enable row level security;
alter table campaign_session enable row level security;
create policy readable on campaign for select to cunbo_app using (sees_division(owner_code) or sees_campaign(id));
create policy kept on campaign to cunbo_app using (sees_division(owner_code))
  with check (sees_division(owner_code) and not exists (select from unnest(area_codes) as area (code) where not sees_division(area.code)));
create policy own_sessions on campaign_session for select to cunbo_app using ((select scope()) = 'all' or sees_live_session(live_session_id));
create policy added on campaign_session for insert to cunbo_app
  with check (((select scope()) = 'all' or sees_live_session(live_session_id)) and (keeps_campaign(campaign_id) or joins_campaign(campaign_id)));
create policy changed on campaign_session for update to cunbo_app
  using (keeps_campaign(campaign_id) and ((select scope()) = 'all' or sees_live_session(live_session_id)))
  with check (keeps_campaign(campaign_id) and ((select scope()) = 'all' or sees_live_session(live_session_id)));
create policy removed on campaign_session for delete to cunbo_app
  using (((select scope()) = 'all' or sees_live_session(live_session_id)) and (keeps_campaign(campaign_id) or joins_campaign(campaign_id)));
grant select, insert, update on campaign to cunbo_app;
grant select, insert, update, delete on campaign_session to cunbo_app;

create trigger audited after insert or update or delete on campaign
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('id', '');
create trigger audited after insert or update or delete on campaign_session
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('campaign_id,live_session_id', '');

-- What the sessions of a campaign that began up to `through` sold, whatever the day: in all ('total'), by county on a basis ('area', '' without
-- one), by partner ('partner', '' without one) and by merchant ('merchant', those one looks after only). Refunds are those of these orders.
-- Who looks after a part of the province is told sums over others only where at least three of them sold: a county or partner with fewer goes
-- into the row `is_rest`, which takes in the next smallest until it has three; where there are not three others at all, and for merchants,
-- everything is of one's own (`is_own`). Index: rollup_base_by_session.
create function campaign_figures(wanted bigint, on_basis text, through date)
returns table (part text, key text, is_rest boolean, is_own boolean, sessions bigint, views numeric, counted_views bigint, products bigint,
               paid_fen numeric, refunded_fen numeric, lines numeric, quantity numeric)
language plpgsql stable security definer set search_path = public as $$
declare
  current_set text;
begin
  if on_basis not in ('origin', 'merchant') or not sees_campaign(wanted) then return; end if;
  select c.set_name into strict current_set from rollup_current c;
  return query execute format($statement$
    with member as materialized (select * from sessions_of_campaign($1, $3) where started_at <= now()),
    sold as materialized (
      select r.*, member.partner, case $2 when 'origin' then r.origin_code else r.merchant_division_code end as place
      from member join %I.rollup_base r on r.live_session_id = member.live_session_id
      where r.kind = 'line' and r.live_session_id <> 0
    ),
    seller as materialized (
      select merchant_id, sees_merchant(merchant_id) as is_own, lines > 0 as has_sold
      from (select s.merchant_id, sum(s.lines) as lines from sold s group by 1 union all
            select m.merchant_id, 0 from member m where m.merchant_id not in (select s.merchant_id from sold s) group by 1) known
    ),
    told as materialized (
      select count(*) filter (where not s.is_own) > 0
             and (scope() = 'merchants' or count(*) filter (where not s.is_own and s.has_sold) in (1, 2)
                  or scope() = 'division' and not exists (select from campaign c where c.id = $1 and sees_area(c.owner_code))) as is_own_only
      from seller s
    ),
    visible as materialized (
      select s.*, seller.is_own,
             coalesce((select d.area_code from division_closure d where d.code = s.place and d.level = 'county' and not d.is_loose limit 1), '') as county
      from sold s join seller on seller.merchant_id = s.merchant_id cross join told
      where seller.is_own or not told.is_own_only
    ),
    cell as materialized (
      select grouped.part, grouped.key, v.*
      from visible v
      cross join lateral (values ('area', v.county), ('partner', coalesce(v.partner, ''))) as grouped (part, key)
    ),
    crowd as (
      select c.part, c.key, count(distinct c.merchant_id) filter (where not c.is_own) as others from cell c group by 1, 2
    ),
    few as (
      select c.part, count(distinct c.merchant_id) as others
      from cell c join crowd on crowd.part = c.part and crowd.key = c.key
      where not c.is_own and crowd.others < 3
      group by 1
    ),
    rest as (
      select crowd.part, crowd.key from crowd where crowd.others in (1, 2)
      union
      select ranked.part, ranked.key
      from (select crowd.part, crowd.key, row_number() over (partition by crowd.part order by crowd.others, crowd.key) as place
            from crowd join few on few.part = crowd.part and few.others < 3 where crowd.others >= 3) ranked
      where ranked.place = 1
    ),
    shown as (
      select c.part, case when rest.key is null then c.key else '' end as key, rest.key is not null as is_rest, c.live_session_id, c.product_id,
             c.paid_fen, c.refunded_cohort_fen, c.lines, c.quantity
      from cell c left join rest on rest.part = c.part and rest.key = c.key
      union all
      select 'merchant', v.merchant_id::text, false, v.live_session_id, v.product_id, v.paid_fen, v.refunded_cohort_fen, v.lines, v.quantity
      from visible v where v.is_own
      union all
      select 'total', '', false, v.live_session_id, v.product_id, v.paid_fen, v.refunded_cohort_fen, v.lines, v.quantity from visible v
    ),
    watched as (
      select count(*) as sessions, sum(coalesce(s.views, m.views)) as views, count(coalesce(s.views, m.views)) as counted_views
      from member
      join live_session s on s.id = member.live_session_id
      left join live_session_summary m on m.live_session_id = s.id
      join seller on seller.merchant_id = member.merchant_id cross join told
      where seller.is_own or not told.is_own_only
    )
    select s.part, s.key, s.is_rest, told.is_own_only,
           case s.part when 'total' then watched.sessions else count(distinct s.live_session_id) filter (where s.lines > 0) end,
           case s.part when 'total' then watched.views end, case s.part when 'total' then watched.counted_views end,
           count(distinct s.product_id) filter (where s.product_id <> 0 and s.lines > 0),
           coalesce(sum(s.paid_fen), 0), coalesce(sum(s.refunded_cohort_fen), 0), coalesce(sum(s.lines), 0), coalesce(sum(s.quantity), 0)
    from (select * from shown union all select 'total', '', false, 0, 0, 0, 0, 0, 0) s cross join watched cross join told
    group by s.part, s.key, s.is_rest, told.is_own_only, watched.sessions, watched.views, watched.counted_views
  $statement$, current_set) using wanted, on_basis, through;
end
$$;

-- What the merchants that take part in a campaign sold on the given days, in live sessions or not, each day as often as its weight says; refunds
-- are those of these orders. Of one's own only (`is_own`) for merchants, and where in either period one or two others sold.
-- Index: primary key of rollup_base (day).
create function campaign_takings(wanted bigint, days date[], weights integer[], is_now boolean[])
returns table (in_range boolean, is_own boolean, paid_fen numeric, refunded_fen numeric, lines numeric)
language plpgsql stable security definer set search_path = public as $$
declare
  current_set text;
begin
  if not sees_campaign(wanted) then return; end if;
  select c.set_name into strict current_set from rollup_current c;
  return query execute format($statement$
    with asked as materialized (select * from unnest($2::date[], $3::integer[], $4::boolean[]) as asked (day, weight, is_now)),
    seller as materialized (
      select merchant_id, sees_merchant(merchant_id) as is_own from (select distinct merchant_id from sessions_of_campaign($1, null) where started_at <= now()) known
    ),
    taken as materialized (
      select asked.is_now, seller.merchant_id, seller.is_own, sum(asked.weight * r.paid_fen) as paid_fen,
             sum(asked.weight * r.refunded_cohort_fen) as refunded_fen, sum(asked.weight * r.lines) as lines
      from asked
      join %I.rollup_base r on r.day = asked.day and r.kind = 'line'
      join seller on seller.merchant_id = r.merchant_id
      group by 1, 2, 3
    ),
    others as (select t.is_now, count(*) as number from taken t where not t.is_own and t.lines > 0 group by 1),
    told as (
      select exists (select from seller where not seller.is_own)
             and (scope() = 'merchants' or exists (select from others where others.number in (1, 2))
                  or scope() = 'division' and not exists (select from campaign c where c.id = $1 and sees_area(c.owner_code))) as is_own_only
    )
    select period.is_now, told.is_own_only, coalesce(sum(t.paid_fen), 0), coalesce(sum(t.refunded_fen), 0), coalesce(sum(t.lines), 0)
    from (values (true), (false)) as period (is_now)
    cross join told
    left join taken t on t.is_now = period.is_now and (t.is_own or not told.is_own_only)
    group by 1, 2
  $statement$, current_set) using wanted, days, weights, is_now;
end
$$;

-- In a ranking of campaigns a session counts for one of those it belongs to, so that members and the rest add up: the earliest made that is
-- not archived. The same for whoever asks; of sessions one does not see nothing is asked.
create function campaigns_of_sessions(wanted bigint[]) returns table (live_session_id bigint, campaign_id bigint)
language sql stable security definer set search_path = public as $$
  select s.id, min(c.id)
  from live_session s
  join campaign c on c.archived_at is null and s.started_at >= c.from_day::timestamp at time zone 'Asia/Shanghai'
    and s.started_at < (c.to_day + 1)::timestamp at time zone 'Asia/Shanghai'
  left join campaign_session p on p.campaign_id = c.id and p.live_session_id = s.id
  where s.id = any (wanted) and s.archived_at is null
    and (p.live_session_id is not null
         or c.session_rule = 'areas' and s.kind in ('selling', 'official') and exists (
           select from merchant m join division_closure d on d.code = m.division_code and not d.is_loose and d.area_code = any (c.area_codes)
           where m.id = s.merchant_id))
  group by s.id
$$;

revoke execute on function sees_campaign(bigint), keeps_campaign(bigint), joins_campaign(bigint), sessions_of_campaign(bigint, date),
  campaign_figures(bigint, text, date), campaign_takings(bigint, date[], integer[], boolean[]), campaigns_of_sessions(bigint[]) from public;
grant execute on function sees_campaign(bigint), keeps_campaign(bigint), joins_campaign(bigint), sessions_of_campaign(bigint, date),
  campaign_figures(bigint, text, date), campaign_takings(bigint, date[], integer[], boolean[]), campaigns_of_sessions(bigint[]) to cunbo_app;
