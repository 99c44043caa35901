-- 数字报表: tables of indicators by area that a bureau keeps. Rows and columns are one document of the table; values are rows of their own, so that
-- the record of changes tells which figure was what. A figure is text, exactly as given: a decimal number, or why there is none.

create table report_table (
  id bigint generated always as identity primary key,
  division_code text collate "C" not null references division (code),
  title text not null,
  year integer not null check (year between 2015 and 2099),
  first_month integer not null,
  last_month integer not null,
  paper text not null check (paper in ('A3', 'A4')),
  source text not null,
  areas jsonb not null,
  indicators jsonb not null,
  footnotes jsonb not null,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint report_table_months check (first_month between 1 and last_month and last_month <= 12)
);

create table report_cell (
  table_id bigint not null references report_table (id),
  indicator_key text not null,
  area_key text not null,
  level text not null,
  rate text not null,
  primary key (table_id, indicator_key, area_key),
  constraint report_cell_level_is_a_figure check (level ~ '^(-?\d{1,15}(\.\d{1,6})?|not-applicable|not-reported|withheld)$'),
  constraint report_cell_rate_is_a_figure check (rate ~ '^(-?\d{1,15}(\.\d{1,6})?|not-applicable|not-reported|withheld)$')
);

-- A bureau reads what divisions around its own and inside it publish, and keeps the tables of its own. Merchants' people read none.
create function reads_reports_of(wanted text) returns boolean language sql stable
  return case current_setting('cunbo.scope', true)
    when 'all' then true
    when 'division' then starts_with(wanted, current_setting('cunbo.division_prefix', true))
      or starts_with(current_setting('cunbo.division_prefix', true), wanted)
    else false
  end;

create function keeps_reports_of(wanted text) returns boolean language sql stable
  return case current_setting('cunbo.scope', true)
    when 'all' then true
    when 'division' then wanted = current_setting('cunbo.division_prefix', true)
    else false
  end;

alter table report_table enable row level security;
create policy readable on report_table for select to cunbo_app using (reads_reports_of(division_code));
create policy made_by_keeper on report_table for insert to cunbo_app with check (keeps_reports_of(division_code));
create policy changed_by_keeper on report_table for update to cunbo_app
  using (keeps_reports_of(division_code)) with check (keeps_reports_of(division_code));
create policy deleted_by_keeper on report_table for delete to cunbo_app using (keeps_reports_of(division_code));
grant select, insert, update, delete on report_table to cunbo_app;

alter table report_cell enable row level security;
create policy readable on report_cell for select to cunbo_app using (exists (select from report_table t where t.id = table_id));
create policy kept on report_cell to cunbo_app
  using (exists (select from report_table t where t.id = table_id and keeps_reports_of(t.division_code)))
  with check (exists (select from report_table t where t.id = table_id and keeps_reports_of(t.division_code)));
grant select, insert, update, delete on report_cell to cunbo_app;

create trigger audited after insert or update or delete on report_table
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('id', '');
create trigger audited after insert or update or delete on report_cell
  for each row when (session_user <> 'cunbo_worker') execute function audit_change('table_id,indicator_key,area_key', '');
