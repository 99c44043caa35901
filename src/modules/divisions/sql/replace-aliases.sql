-- Makes the given aliases all there are for a province.
-- $1 province code; $2 alias, $3 code, $4 kind, $5 note, $6 pinyin, $7 initials, $8 search text (arrays of equal length). Index: division_alias's primary key.
with incoming as (
  select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    as t (alias, code, kind, note, pinyin, initials, search_text)
), removed as (
  delete from division_alias a
  where starts_with(a.code, $1) and not exists (select from incoming i where i.alias = a.alias and i.code = a.code)
)
insert into division_alias (alias, code, kind, note, pinyin, initials, search_text)
select alias, code, kind, note, pinyin, initials, search_text from incoming
on conflict (alias, code) do update set
  kind = excluded.kind, note = excluded.note, pinyin = excluded.pinyin, initials = excluded.initials, search_text = excluded.search_text
