-- What became of divisions that were abolished, renamed, moved, merged or split, and each code's place on today's map.
-- Runs as cunbo_owner in one transaction.

-- The code's successor from that day on, as the operator's file says it. A split has several rows; what was sold under the old code
-- counts for the main one. Successors may have successors.
create table division_succession (
  code text collate "C" not null references division,
  successor_code text collate "C" not null references division,
  kind text not null check (kind in ('renamed', 'moved', 'merged', 'split')),
  valid_from date not null,
  is_main boolean not null,
  note text not null default '',
  primary key (code, successor_code),
  constraint division_succession_elsewhere check (code <> successor_code),
  constraint division_succession_parts_only_of_splits check (is_main or kind = 'split')
);
create unique index division_succession_one_main on division_succession (code) where is_main;

-- Only the codes that are others on today's map: those with a successor and everything inside them, each chain followed to its end.
-- Derived from division_succession and the register, and written anew in every transaction that changes one of them.
create table division_today (
  code text collate "C" primary key references division,
  today_code text collate "C" not null references division,
  ended_on date not null,                      -- the first day on which the code itself was no longer in use
  constraint division_today_elsewhere check (code <> today_code)
);

-- Everybody who took over a code, as of today: its place on today's map, and where the other parts of a split are now.
create view division_heir with (security_invoker = true) as
  select code, today_code as heir_code, true as is_main from division_today
  union all
  select s.code, coalesce(t.today_code, s.successor_code), false
  from division_succession s left join division_today t on t.code = s.successor_code
  where not s.is_main;

-- For single codes. A statement over many rows is faster with a left join of moved_codes(), which the planner sees through.
create function today_code(code text) returns text language sql stable parallel safe
  return coalesce((select t.today_code from division_today t where t.code = today_code.code), today_code.code);

create function moved_codes() returns table (code text, today_code text) language sql stable parallel safe
begin atomic
  select t.code, t.today_code from division_today t;
end;

create or replace function settle_divisions() returns void language plpgsql security definer set search_path = public as $$
begin
  perform gin_clean_pending_list('division_written'), gin_clean_pending_list('division_area_named');
  analyze division, division_alias, division_closure, division_succession, division_today;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['division_succession', 'division_today'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy readable on %I for select to cunbo_app using ((select scope()) <> '')$p$, name);
    execute format($p$create policy changeable on %I to cunbo_app using ((select scope()) = 'all') with check ((select scope()) = 'all')$p$, name);
    execute format('create policy background on %I for select to cunbo_worker using (true)', name);
  end loop;
end $$;

grant select on division_succession, division_today, division_heir to cunbo_app, cunbo_worker;
grant insert, delete on division_succession to cunbo_app;
grant insert, update, delete on division_today to cunbo_app;
revoke execute on function today_code(text), moved_codes() from public;
grant execute on function today_code(text), moved_codes() to cunbo_app, cunbo_worker;

-- Empty tables without statistics are taken for big ones, and the search joins them.
analyze division_succession, division_today;
