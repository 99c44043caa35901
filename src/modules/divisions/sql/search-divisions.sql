-- Divisions found by what was typed: part of a name, pinyin or initials, a written path (怀仁南家堡), a code, a former name or code.
-- $1 the text, folded (search-text.ts); $2 level or null; $3 code to look within or null; $4 how many;
-- $5 to $7 the last row's is_last, rank and code of the page before, or nulls.
-- Result: selectable before others, then whole names, beginnings, later parts (rank 0, 1, 2), then the higher level, then code.
-- What is no longer in use is found last, and before it, under its former name, who took over.
-- Indexes: division_written and division_area_named inside the two functions, division's primary key for codes, division_today's for heirs.
with recursive reading (area_code, rest) as (
  -- Ways to read the text as a path: areas one inside the other, then the rest. The first is no area at all and everything as the rest.
  select ''::text collate "C", $1::text
  union
  select area.code, substr(reading.rest, length(area.name) + 1)
  from reading
  cross join lateral areas_beginning(reading.rest) area
  where reading.area_code = '' or (reading.area_code = any (area.path) and area.code <> reading.area_code)
), match (area_code, code, rank, path, alias) as (
  select reading.area_code, found.code, found.rank, found.path, null::text
  from reading
  cross join lateral divisions_written(reading.rest) found
  union all
  select reading.area_code, a.code, writing_rank(a.search_text, reading.rest), d.path, a.alias
  from reading
  join division_alias a on a.search_text like '% ' || reading.rest || '%'
  join division d on d.code = a.code
  union all
  select '', d.code, case when d.code = $1 then 0 else 1 end, d.path, null
  from division d
  where $1 ~ '^[0-9]+$' and d.code >= $1 and d.code < $1 || ':'
), led (area_code, code, rank, path, alias) as (
  select area_code, code, rank, path, alias from match
  union all
  -- Behind an area the former place counts as well as today's: 晚霞乡王家村 is looked for where it was.
  select match.area_code, heir.heir_code, match.rank, match.path || d.path,
         coalesce(match.alias, case when $1 ~ '^[0-9]+$' then former.code collate "default" else former.display_name end)
  from match
  join division_heir heir on heir.code = match.code
  join division former on former.code = match.code
  join division d on d.code = heir.heir_code
), hit as (
  -- Behind an area the name must begin where the rest does: 怀仁南家堡 is not some 小南家堡 of 怀仁.
  select distinct on (code) code, rank, alias
  from led
  where area_code = '' or (rank < 2 and area_code = any (path) and area_code <> code)
  order by code, rank, alias nulls first
)
select d.code, d.display_name as name, d.full_name as "fullName", d.level, d.is_zone as "isZone", d.host_county_code as "hostCountyCode",
       d.parent_code as "parentCode", offer.is_selectable as "isSelectable", coalesce(t.ended_on, d.valid_to)::text as "validTo",
       hit.alias as "matchedAlias", hit.rank, (not offer.is_selectable)::integer as "isLast"
from hit
join division d on d.code = hit.code
left join division_today t on t.code = hit.code
cross join lateral (select d.is_selectable and t.code is null) offer (is_selectable)
where ($2::text is null or d.level = $2)
  and ($3::text is null or $3 = any (d.path))
  and ($7::text is null
       or ((not offer.is_selectable)::integer, hit.rank, length(d.code), d.code) > ($5::integer, $6::integer, length($7), $7 collate "C"))
order by "isLast", hit.rank, length(d.code), d.code
limit $4
