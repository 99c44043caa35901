-- Adds to the counts of deliveries, in key order. Index: primary key of shop_delivery.
-- $1 json array of {shopId, hour, accepted, repeated, conflicting, unreadable, refused, busy}
insert into shop_delivery as d (shop_id, hour, accepted, repeated, conflicting, unreadable, refused, busy)
select c."shopId", c.hour, coalesce(c.accepted, 0), coalesce(c.repeated, 0), coalesce(c.conflicting, 0), coalesce(c.unreadable, 0),
       coalesce(c.refused, 0), coalesce(c.busy, 0)
from jsonb_to_recordset($1::jsonb) as c ("shopId" bigint, hour timestamptz, accepted bigint, repeated bigint, conflicting bigint, unreadable bigint,
                                         refused bigint, busy bigint)
order by 1, 2
on conflict (shop_id, hour) do update set
  accepted = d.accepted + excluded.accepted, repeated = d.repeated + excluded.repeated, conflicting = d.conflicting + excluded.conflicting,
  unreadable = d.unreadable + excluded.unreadable, refused = d.refused + excluded.refused, busy = d.busy + excluded.busy
