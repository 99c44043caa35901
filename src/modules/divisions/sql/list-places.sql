-- Every township and village that may be chosen inside a division today, with how it is said and what it was called before: enough to be
-- searched without a connection. By code. $1 the code to look within; $2 the levels.
-- Indexes: division_closure_inside_area, primary keys of division and division_today, division_alias by code.
select d.code, d.display_name as name, d.level, parent.display_name as "parentName", d.pinyin, d.initials,
       (select coalesce(json_agg(json_build_object('name', former.name, 'pinyin', former.pinyin, 'initials', former.initials) order by former.name), '[]')
        from (select a.alias as name, a.pinyin, a.initials from division_alias a where a.code = d.code and a.kind <> 'code'
              union
              select old.display_name, old.pinyin, old.initials
              from division_heir heir join division old on old.code = heir.code
              where heir.heir_code = d.code and old.display_name <> d.display_name) former) as "formerNames"
from division_closure c
join division d on d.code = c.code
join division parent on parent.code = d.parent_code
where c.area_code = $1 and not c.is_loose and d.level = any ($2) and d.valid_to is null and d.is_selectable
  and not exists (select from division_today t where t.code = d.code)
order by d.code
