-- Each function of ours (not of an extension) and who may execute it besides its owner.
-- Result: text, one row a function, by name and arguments
select concat(pg_get_functiondef(p.oid), E';\n',
  (select string_agg(format('grant execute on function %s to %s;', p.oid::regprocedure, case g.grantee when 0 then 'public' else g.grantee::regrole::text end), E'\n'
                     order by case g.grantee when 0 then 'public' else g.grantee::regrole::text end)
   from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee <> p.proowner)) as text
from pg_proc p
where p.pronamespace = 'public'::regnamespace
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
order by p.oid::regprocedure::text collate "C"
