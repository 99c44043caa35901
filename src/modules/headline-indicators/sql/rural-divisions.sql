-- Townships inside a division, with what was decided of them; those that are no longer in use only while something is decided of them.
-- $1 within, $2 code after which the page begins ('' for the first), $3 how many
-- Result: code, name, decided, reason, decidedOn, setBy
select d.code, d.display_name as name, r.is_rural as decided, r.reason, r.decided_on::text as "decidedOn", r.set_by as "setBy"
from division d
left join rural_division r on r.code = d.code
where d.code >= $1 and d.code < $1 || ':' and d.level = 'township' and d.code > $2 and (d.valid_to is null or r.code is not null)
order by d.code
limit $3
