-- The last day on which each of these areas sold. Index: primary key of rollup_area.
-- $1 codes, $2 first day, $3 last day, $4 level, $5 basis
select r.area_code as id, max(r.start_day)::text as day
from rollup_area r
where r.start_day between $2::date and $3::date and r.grain = 'day' and r.level = $4 and r.basis = $5 and not r.is_loose and not r.is_detail
  and r.area_code = any ($1::text[]) and r.lines > 0
group by 1
