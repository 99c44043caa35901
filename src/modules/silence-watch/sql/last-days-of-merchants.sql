-- The last day on which each of these merchants sold. Row-level security leaves those of the reader.
-- $1 ids, $2 first day, $3 last day
select r.merchant_id::text as id, max(r.day)::text as day
from rollup_base r
where r.day between $2::date and $3::date and r.merchant_id = any ($1::bigint[]) and r.lines > 0
group by 1
