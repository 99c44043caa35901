-- Row-level security without gaps: partitions that could be read beside their table, the list of migrations, merchants elsewhere.
-- Runs as cunbo_owner in one transaction.

-- Nobody but the owner has business with the list.
alter table migration enable row level security;
revoke all on migration from cunbo_app, cunbo_worker;

-- The policies of a partitioned table do not apply to who names the partition: that is for the owner alone.
do $$
declare
  part regclass;
begin
  for part in select inhrelid from pg_inherits where inhparent = 'inbox_payload'::regclass loop
    execute format('alter table %s enable row level security', part);
    execute format('revoke all on %s from cunbo_app, cunbo_worker', part);
  end loop;
end $$;

-- Partitions for today and the next days. A day that already has rows in the default partition stays there.
create or replace function plan_inbox_partitions(days_ahead integer) returns void language plpgsql security definer set search_path = public as $$
declare
  wanted date;
  part text;
begin
  perform pg_advisory_xact_lock(4206812);
  for wanted in select beijing_day(now()) + n from generate_series(0, days_ahead) n loop
    part := 'inbox_payload_' || to_char(wanted, 'YYYYMMDD');
    if to_regclass(part) is null and not exists (select from inbox_payload_unplanned where received_day = wanted) then
      execute format('create table %I partition of inbox_payload for values from (%L) to (%L)', part, wanted, wanted + 1);
      execute format('alter table %I enable row level security', part);
    end if;
  end loop;
end $$;

-- A bureau registers and moves merchants inside its own division.
drop policy own_merchants on merchant;
create policy own_merchants on merchant to cunbo_app
  using ((select scope()) = 'all' or sees_merchant(id))
  with check ((select scope()) = 'all'
              or ((select scope()) = 'division' and starts_with(division_code, (select current_setting('cunbo.division_prefix', true)))));

-- `rebuild` writes the rollups anew in place; nothing needs its rights again.
drop function secure_rollups();
