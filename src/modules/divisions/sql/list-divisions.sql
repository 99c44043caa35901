-- The register of today by code, which is also the order of the tree. Divisions that are no longer valid are left out.
-- $1 level or null; $2 code to look within, itself and hosted zones included, or '' for the whole country; $3 code after which to begin; $4 how many.
-- Indexes: division_closure_inside_area, primary keys of division and division_today.
select d.code, d.display_name as name, d.full_name as "fullName", d.level, d.is_zone as "isZone", d.host_county_code as "hostCountyCode",
       d.parent_code as "parentCode", d.is_selectable as "isSelectable", null::text as "validTo", null::text as "matchedAlias"
from division_closure c
join division d on d.code = c.code
where c.area_code = $2 and not c.is_loose and d.valid_to is null and d.code > $3
  and ($1::text is null or d.level = $1)
  and not exists (select from division_today t where t.code = d.code)
order by d.code
limit $4
