-- The measures of one area by day, week (from Monday) or month; only buckets in which something happened.
-- Index: primary key of rollup_area.
-- $1 basis, $2 level of the area ('all' everywhere), $3 its code ('' everywhere), of each piece of the range, none of which reaches over two
-- buckets, $4 grain, $5 first day, $6 1 or, where it is taken away, -1, $7 day|week|month, $8 refund view
select to_char(date_trunc($7, r.start_day), 'YYYY-MM-DD') as bucket, sum(piece.sign * r.paid_fen) as paid_fen,
       sum(piece.sign * case $8 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end) as refunded_fen,
       sum(piece.sign * r.orders) as orders, sum(piece.sign * r.lines) as lines, sum(piece.sign * r.quantity) as quantity
from unnest($4::text[], $5::date[], $6::int[]) as piece (grain, start_day, sign)
join rollup_area r on r.grain = piece.grain and r.start_day = piece.start_day
where r.basis = $1 and r.level = $2 and not r.is_loose and not r.is_detail and r.area_code = $3
group by 1
order by 1
