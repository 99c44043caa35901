-- Undoes archive-merged.sql. A merchant that had been archived before the merger stays so: only the merger's own time, to the microsecond,
-- is taken back.
-- $1 rule id
update merchant m
set merged_into_id = null, archived_at = nullif(m.archived_at, r.created_at), revision = m.revision + 1
from attribution_rule r
where r.id = $1 and m.id = r.merchant_id and m.merged_into_id = r.target_merchant_id
