-- Deliveries to a shop hour by hour; hours without any are not there. Index: primary key of shop_delivery.
-- $1 shop id, $2 from, $3 until
select hour, accepted::text, repeated::text, conflicting::text, unreadable::text, refused::text, busy::text, applied::text, ignored::text, quarantined::text,
       case when lag_count > 0 then round(lag_sum_ms::numeric / lag_count)::text end as lag_ms
from shop_delivery where shop_id = $1 and hour >= $2 and hour < $3
order by hour
