-- The divisions of today that took over codes, the main one first: by succession, or by a register that names the code as a former one.
-- $1 former codes, in the register or not.
-- Indexes: primary keys of division_today, division_succession, division_alias and division.
select heir.code as "formerCode", d.code, d.display_name as name, d.full_name as "fullName", d.level
from (
  select code, heir_code, is_main from division_heir where code = any ($1::text[])
  union all
  select a.alias collate "C", coalesce(t.today_code, a.code), false
  from division_alias a left join division_today t on t.code = a.code
  where a.alias = any ($1::text[]) and a.kind = 'code'
) heir
join division d on d.code = heir.heir_code
group by heir.code, d.code
order by heir.code, bool_or(heir.is_main) desc, d.code
