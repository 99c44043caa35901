-- What a live session is for, how it went minute by minute, and what that adds up to.
-- Runs as cunbo_owner in one transaction.

alter table live_session
  -- slow-live 慢直播 and recruiting 带岗/宣传 are not expected to sell; official: a mayor or another official is on air
  add column kind text not null default 'selling' check (kind in ('selling', 'slow-live', 'recruiting', 'official')),
  add column buyers bigint;

-- Sessions of everybody by the day they started.
create index live_session_by_start on live_session (started_at, id) where archived_at is null;

-- Points in time. `online` is the number at that instant, the others count from the start of the session.
create table live_session_reading (
  live_session_id bigint not null references live_session,
  at timestamptz not null,
  source text not null check (source in ('typed', 'imported', 'pushed')),
  online bigint check (online >= 0),
  views bigint check (views >= 0),
  viewers bigint check (viewers >= 0),
  buyers bigint check (buyers >= 0),
  likes bigint check (likes >= 0),
  comments bigint check (comments >= 0),
  new_followers bigint check (new_followers >= 0),
  product_clicks bigint check (product_clicks >= 0),
  recorded_at timestamptz not null default now(),
  primary key (live_session_id, at)
);

-- What the readings of a session add up to, so that facts over many sessions cost one row per session. Derived: written anew in the
-- transaction that writes readings or changes the session's times. numeric: a sum of counters may leave the range of bigint.
create table live_session_summary (
  live_session_id bigint primary key references live_session,
  readings integer not null,
  resets integer not null,                     -- falls of a counter that counts up: it began again at zero
  first_at timestamptz not null,
  last_at timestamptz not null,
  views numeric(30, 0),
  viewers numeric(30, 0),
  buyers numeric(30, 0),
  likes numeric(30, 0),
  comments numeric(30, 0),
  new_followers numeric(30, 0),
  product_clicks numeric(30, 0),
  peak_online bigint,
  online_ms numeric(30, 0),                    -- Σ people online × how long that number held
  observed_ms bigint                           -- Σ how long
);

-- Security definer for the same reason as sees_merchant.
create function sees_live_session(wanted bigint) returns boolean language sql stable security definer set search_path = public as $$
  select sees_merchant(s.merchant_id) from live_session s where s.id = wanted
$$;

do $$
declare
  name text;
begin
  foreach name in array array['live_session_reading', 'live_session_summary'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy own_sessions on %I to cunbo_app using ((select scope()) = 'all' or sees_live_session(live_session_id)) with check ((select scope()) = 'all' or sees_live_session(live_session_id))$p$, name);
    execute format('create policy background on %I to cunbo_worker using (true)', name);
  end loop;
end $$;

grant select, insert, update on live_session_reading, live_session_summary to cunbo_app;
