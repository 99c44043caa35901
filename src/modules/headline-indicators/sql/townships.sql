-- The townships of an area, in use or not, with what was decided of them. Index: primary key of division.
-- $1 what their codes begin with
-- Result: code, name, path, decided (null: nothing), reason, decidedOn
select d.code, d.display_name as name, d.path, r.is_rural as decided, r.reason, r.decided_on::text as "decidedOn"
from unnest($1::text[]) as prefix (low)
join division d on d.code >= prefix.low and d.code < prefix.low || ':' and d.level = 'township'
left join rural_division r on r.code = d.code
order by d.code
