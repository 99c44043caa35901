-- The rate that holds on each wanted day: the latest one not after it, if it is not too old. Index: primary key of exchange_rate.
-- $1 currencies, $2 days, $3 how many days a rate may be old
-- Result: one row for each, in the given order
select trim_scale(r.yuan_per_unit)::text as yuan_per_unit
from unnest($1::text[], $2::date[]) with ordinality as w (currency, day, place)
left join lateral (select yuan_per_unit from exchange_rate r where r.currency = w.currency and r.day <= w.day and r.day >= w.day - $3::int
                   order by r.day desc limit 1) r on true
order by w.place
