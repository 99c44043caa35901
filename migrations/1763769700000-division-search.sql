-- How divisions are found by what people type, and what follows when a zone gets another host county.
-- Runs as cunbo_owner in one transaction.

-- Every way to write the division, made by the import. `^ ` opens a name, `$` closes a whole one, a blank opens each later part of it:
-- "^ 南家堡$ ^ 南家堡村$ ^ 南家堡村委会$ 家堡村委会 堡村委会 ^ nanjiabao$ … jiabaocun … ^ njb$ …".
-- A match inside a name is thus a match at a blank, which leaves pg_trgm a usable trigram even for one or two characters.
alter table division add column search_text text not null default '';
alter table division_alias add column search_text text not null default '';

-- For areas above the village: whole names, old ones too, in characters and in pinyin, by which a written path may begin.
alter table division add column area_names text[] collate "C" not null default '{}';

-- Of everything an import reads: the list, its manifest, the aliases and the readings of names.
alter table division_register add column contents_sha256 text not null default '';

create index division_written on division using gin (search_text gin_trgm_ops);
create index division_area_named on division using gin (area_names) where level <> 'village';

-- 0 a whole name, 1 the beginning of one, 2 a later part.
create function writing_rank(search_text text, wanted text) returns integer language sql immutable parallel safe
  return case when strpos(search_text, '^ ' || wanted || '$') > 0 then 0 when strpos(search_text, '^ ' || wanted) > 0 then 1 else 2 end;

-- Security definer, here and below: under row-level security a LIKE may not use an index before the policy was asked. The policy of
-- the register ("whoever is somebody may read") is asked in the function instead.
create function divisions_written(wanted text) returns table (code text, rank integer, path text[])
language sql stable rows 20 security definer set search_path = public as $$
  select d.code, writing_rank(d.search_text, wanted), d.path
  from division d
  where scope() <> '' and d.search_text like '% ' || wanted || '%'
$$;

-- Areas whose name begins the text and leaves some of it.
create function areas_beginning(wanted text) returns table (code text, name text, path text[])
language sql stable rows 1 security definer set search_path = public as $$
  select d.code, n.name, d.path
  from division d
  cross join unnest(d.area_names) n (name)
  where scope() <> '' and d.level <> 'village'
    and d.area_names && (select array_agg(left(wanted, i)) from generate_series(2, length(wanted) - 1) i)
    and starts_with(wanted, n.name) and length(n.name) < length(wanted)
$$;

-- After an import: entries still waiting to be sorted into the indexes would slow every search down, and the planner knows nothing of
-- the new rows yet. (Sorting them in one by one, without a waiting list, took 3.8 s for Shanxi; like this it takes 0.7 s.)
create function settle_divisions() returns void language plpgsql security definer set search_path = public as $$
begin
  perform gin_clean_pending_list('division_written'), gin_clean_pending_list('division_area_named');
  analyze division, division_alias, division_closure;
end $$;

revoke execute on function divisions_written(text), areas_beginning(text), settle_divisions() from public;
grant execute on function divisions_written(text), areas_beginning(text) to cunbo_app, cunbo_worker;
grant execute on function settle_divisions() to cunbo_app;

-- Another host county moves the zone's past sales to another place in the tree.
create function note_zone() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into reattribution_todo (kind, division_code) values ('division', new.code);
  return null;
end $$;
create trigger zone_moved_moves_sales after update on division for each row
  when ((old.is_zone, old.host_county_code) is distinct from (new.is_zone, new.host_county_code))
  execute function note_zone();
