-- What the next sweep would do to message bodies, by day. Index: primary key of inbox_payload.
-- $1 as of
-- Result: day, has_partition, gone, kept
select to_char(p.received_day, 'YYYY-MM-DD') as day, p.received_day in (select inbox_payload_days()) as has_partition,
       count(*) filter (where not k.is_kept)::int as gone, count(*) filter (where k.is_kept)::int as kept
from inbox_payload p, lateral (select is_payload_kept(p.received_day, p.shop_id, p.message_key, $1::timestamptz) as is_kept) k
where p.received_day < beijing_day($1::timestamptz) - (select payload_days from current_retention())
group by p.received_day
order by p.received_day
