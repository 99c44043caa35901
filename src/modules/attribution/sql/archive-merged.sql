-- The merchant that a merger's rule names counts for another from now on and leaves the lists.
-- $1 rule id
update merchant m
set merged_into_id = r.target_merchant_id, archived_at = coalesce(m.archived_at, r.created_at), revision = m.revision + 1
from attribution_rule r
where r.id = $1 and m.id = r.merchant_id
