-- Each view with its options and rights.
-- Result: text, one row a view, by name
select concat_ws(E'\n',
  concat('create view ', c.oid::regclass, ' with (' || array_to_string(c.reloptions, ', ') || ')', E' as\n', pg_get_viewdef(c.oid, true)),
  (select string_agg(format('grant %s on %s to %s;', granted.rights, c.oid::regclass, granted.role), E'\n' order by granted.role)
   from (select g.grantee::regrole::text as role, string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as rights
         from aclexplode(c.relacl) g where g.grantee <> c.relowner group by g.grantee) granted)) as text
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
order by c.relname collate "C"
