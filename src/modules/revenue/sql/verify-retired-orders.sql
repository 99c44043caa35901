-- A page of retired orders, by key, each beside what its entries are today: they must be what they were when it was retired, to the
-- last column (fingerprint), and the order must not have come back. Indexes: primary key of retired_order, revenue_entry_by_order.
-- $1 shop id and $2 order number after which the page begins, $3 how many
-- Result: shop_id, order_no, cell, expected, found; a difference is where expected and found differ
with page as (
  select r.* from retired_order r
  where (r.shop_id, r.order_no) > ($1::bigint, $2::text)
  order by r.shop_id, r.order_no limit $3
)
select p.shop_id, p.order_no, concat_ws(' ', 'shop', p.shop_id, 'order', p.order_no, 'retired on', p.retired_on) as cell,
       concat_ws(' ', p.entries, 'entries, paid', p.paid_fen, 'refunded', p.refunded_fen, 'fingerprint', p.entries_fingerprint) as expected,
       concat_ws(' ', now.entries, 'entries, paid', now.paid_fen, 'refunded', now.refunded_fen, 'fingerprint', now.fingerprint,
                 case when exists (select from sales_order o where o.shop_id = p.shop_id and o.order_no = p.order_no) then 'and the order itself' end) as found
from page p
cross join lateral (
  select count(*) as entries, coalesce(sum(e.paid_fen), 0) as paid_fen, coalesce(sum(e.refunded_fen), 0) as refunded_fen,
         coalesce(bit_xor(entry_fingerprint(e)), 0) as fingerprint
  from revenue_entry e where e.shop_id = p.shop_id and e.order_no = p.order_no
) now
order by p.shop_id, p.order_no
