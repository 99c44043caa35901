-- A division, its level, and the codes that those of everything inside begin with: its own, and of the zones it hosts (140671 → 140602).
-- $1 code
-- Result: code, level, prefixes
select d.code, case when d.is_zone then 'zone' else d.level end as level,
       array(select d.code union all select z.code from division z where z.host_county_code = d.code and not starts_with(z.code, d.code)) as prefixes
from division d
where d.code = $1
