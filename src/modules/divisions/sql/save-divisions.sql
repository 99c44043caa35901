-- Writes the rows of a register; rows that already say the same are left alone.
-- $1 code, $2 name, $3 display name, $4 full name, $5 level, $6 parent code, $7 is zone, $8 host county, $9 is selectable, $10 path joined by '/',
-- $11 pinyin, $12 initials, $13 search text, $14 area names joined by '/' (arrays of equal length); $15 valid from, for rows that are new.
-- Result: one row, how many were written. Index: division's primary key. Parents and hosts may stand in any order: they are checked at the end.
with incoming as (
  select code, name, display_name, full_name, level, parent_code, is_zone, host_county_code, is_selectable, string_to_array(path, '/') as path,
         pinyin, initials, search_text, case when area_names = '' then '{}' else string_to_array(area_names, '/') end as area_names
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::boolean[], $10::text[],
              $11::text[], $12::text[], $13::text[], $14::text[])
    as t (code, name, display_name, full_name, level, parent_code, is_zone, host_county_code, is_selectable, path, pinyin, initials, search_text, area_names)
), saved as (
  insert into division (code, name, display_name, full_name, level, parent_code, is_zone, host_county_code, is_selectable, path,
                        pinyin, initials, search_text, area_names, valid_from)
  select code, name, display_name, full_name, level, parent_code, is_zone, host_county_code, is_selectable, path,
         pinyin, initials, search_text, area_names, $15::date
  from incoming
  order by code
  on conflict (code) do update set
    name = excluded.name, display_name = excluded.display_name, full_name = excluded.full_name, is_zone = excluded.is_zone,
    host_county_code = excluded.host_county_code, is_selectable = excluded.is_selectable, path = excluded.path, pinyin = excluded.pinyin,
    initials = excluded.initials, search_text = excluded.search_text, area_names = excluded.area_names, valid_to = null
  where (division.name, division.display_name, division.full_name, division.is_zone, division.host_county_code, division.is_selectable, division.path,
         division.pinyin, division.initials, division.search_text, division.area_names, division.valid_to)
    is distinct from
        (excluded.name, excluded.display_name, excluded.full_name, excluded.is_zone, excluded.host_county_code, excluded.is_selectable, excluded.path,
         excluded.pinyin, excluded.initials, excluded.search_text, excluded.area_names, null::date)
  returning 1
)
select count(*)::integer as saved from saved
