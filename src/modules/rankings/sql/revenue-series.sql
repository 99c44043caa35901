-- The measures of one area by day, week (from Monday) or month; only buckets in which something happened.
-- Index: primary key of rollup_area.
-- $1 basis, $2 level of the area ('all' everywhere), $3 its code ('' everywhere), $4 from, $5 to, $6 day|week|month, $7 refund view
select to_char(date_trunc($6, r.day), 'YYYY-MM-DD') as bucket, sum(r.paid_fen) as paid_fen,
       sum(case $7 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end) as refunded_fen,
       sum(r.orders) as orders, sum(r.lines) as lines, sum(r.quantity) as quantity
from rollup_area r
where r.basis = $1 and r.level = $2 and not r.is_loose and r.area_code = $3 and r.day between $4 and $5
group by 1
order by 1
