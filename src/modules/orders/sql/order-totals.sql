-- What orders count for as they stand, posted yet or not: by the one function that says how an order counts. Index: primary keys of the order tables.
-- $1 shop ids, $2 order numbers
-- Result: one row for each, in the given order
select coalesce(sum(t.paid_fen), 0)::text as paid_fen, coalesce(sum(t.refunded_fen), 0)::text as refunded_fen, coalesce(sum(t.lines), 0)::int as lines,
       case when coalesce(sum(t.lines), 0) > 0 then 1 else 0 end as orders
from unnest($1::bigint[], $2::text[]) with ordinality as wanted (shop_id, order_no, place)
left join lateral order_entry_target(wanted.shop_id, wanted.order_no) t on true
group by wanted.place
order by wanted.place
