-- Takes imports that are to be read, committed or taken back, for a while. Index: file_import_to_do.
-- $1 the lease, $2 how many, $3 for how many seconds
update file_import i
set lease = $1, leased_until = now() + make_interval(secs => $3)
from (select d.id from file_import d
      where d.state in ('reading', 'committing', 'undoing') and coalesce(d.leased_until, now()) <= now()
      order by d.id limit $2 for update skip locked) due
where i.id = due.id
returning i.id, i.shop_id, i.acting_account_id, i.state, i.file_name, i.byte_size, i.family, i.is_staged
