-- Takes the orders of a batch in key order, whether they exist yet or not, so that two recorders of one order take turns.
-- $1 shop ids, $2 order numbers (sorted, distinct)
select pg_advisory_xact_lock(hashtextextended(wanted.shop_id || ':' || wanted.order_no, 20150101))
from unnest($1::bigint[], $2::text[]) with ordinality as wanted (shop_id, order_no, place)
order by wanted.place
