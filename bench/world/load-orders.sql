-- What was staged, as orders, lines and refunds.
insert into sales_order (shop_id, order_no, source, status, created_at, paid_at, shipped_at, room_id, named_session_id, channel, winning_message_key, first_seen_at, changed_at)
select shop_id, n::text, case when is_by_hand then 'hand' else 'platform' end, 'completed', paid_at - interval '1 minute', paid_at, paid_at + interval '1 day',
       case when not is_by_hand and session_id <> 0 then 'R' || session_id end, case when is_by_hand and session_id <> 0 then session_id end,
       case when session_id <> 0 then 'live' else 'shelf' end, 'bench-' || n, paid_at, paid_at
from bench.sold_order
order by n;

insert into order_line (shop_id, order_no, line_no, item_id, sku_id, product_id, title, quantity, paid_fen, is_gift)
select shop_id, order_no, line::text, case when is_by_hand then '' else item_id end, case when is_by_hand then '' else 's1' end,
       case when is_by_hand then named_product_id end, '产品 ' || named_product_id, quantity, paid_fen, is_gift
from bench.sold_line
order by n, line;

insert into order_refund (shop_id, order_no, refund_no, line_no, item_id, sku_id, product_id, amount_fen, status, succeeded_at, reason_class, phase)
select shop_id, order_no, 'R' || line, line::text, case when is_by_hand then '' else item_id end, case when is_by_hand then '' else 's1' end,
       case when is_by_hand then named_product_id end, amount_fen, 'succeeded', succeeded_at, reason_class, phase
from bench.sold_refund
order by n, line;
