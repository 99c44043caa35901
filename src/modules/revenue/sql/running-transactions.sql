-- Transactions open in this database but for the asking one. Every transaction holds a lock on its own virtual id, and whoever may
-- connect may see the locks.
-- Result: transaction
select l.virtualxid || '/' || l.pid as transaction
from pg_locks l
join pg_stat_activity a on a.pid = l.pid and a.datname = current_database()
where l.locktype = 'virtualxid' and l.granted and l.pid <> pg_backend_pid()
