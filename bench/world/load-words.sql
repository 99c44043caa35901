-- The words the orders were made of, as far as `verify` reads them.
insert into order_word (shop_id, order_no, subject, message_key, source, version, said_at, content)
select l.shop_id, l.order_no, '', 'bench-' || l.n, case when l.is_by_hand then 'hand' else 'platform' end, 1, l.paid_at,
       jsonb_build_object('lines', jsonb_agg(jsonb_build_object('lineNo', l.line::text, 'quantity', l.quantity, 'paidFen', l.paid_fen, 'itemId', l.item_id)
                                             order by l.line))
from bench.sold_line l
group by l.shop_id, l.order_no, l.n, l.is_by_hand, l.paid_at
order by l.n;
