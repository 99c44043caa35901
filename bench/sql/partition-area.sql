-- A copy of the rollup of areas, partitioned by level, with the same key.
drop schema if exists bench_partitioned cascade;
create schema bench_partitioned;
create table bench_partitioned.rollup_area (like rollup_area including defaults) partition by list (level);
do $$
declare
  level text;
begin
  foreach level in array array['all', 'province', 'city', 'county', 'zone', 'township', 'village'] loop
    execute format('create table bench_partitioned.rollup_area_%s partition of bench_partitioned.rollup_area for values in (%L)', level, level);
  end loop;
end $$;
insert into bench_partitioned.rollup_area select * from rollup_area;
alter table bench_partitioned.rollup_area add primary key (start_day, grain, level, basis, is_loose, is_detail, area_code, category);
