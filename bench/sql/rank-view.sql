-- A ranking from a materialised view by day. Continued by rank-sums.sql.
-- :view and :member are the view and its column of what is ranked, :basis a condition on it
-- $1 within ('' everywhere), $2 from, $3 to, $4 compared from, $5 compared to
with span (is_now, day_from, day_to) as (values (true, $2::date, $3::date), (false, $4::date, $5::date)),
part as (
  select v.:member::text as id, span.is_now, v.paid_fen, v.refunded_fen, v.orders
  from span join bench.:view v on v.day between span.day_from and span.day_to and v.area >= $1::text and v.area < $1::text || ':' and :basis
),
