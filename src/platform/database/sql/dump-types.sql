-- Each enumeration with its values in order.
-- Result: text, one row a type, by name
select format('create type %s as enum (%s);', t.oid::regtype, string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)) as text
from pg_type t
join pg_enum e on e.enumtypid = t.oid
where t.typnamespace = 'public'::regnamespace
group by t.oid
order by t.oid::regtype::text collate "C"
