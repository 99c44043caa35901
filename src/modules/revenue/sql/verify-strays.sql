-- Rows that belong to nothing: entries of orders that are gone, to-do rows without their row, messages nobody will apply, orders
-- nobody spoke of, lines the order's winning word does not have (or has differently).
-- Result: check, cell, expected, found
select 'entries' as "check", concat_ws(' ', 'shop', e.shop_id, 'order', e.order_no) as cell, 'no entries: there is no such order' as expected,
       concat(count(*), ' entries, paid ', sum(e.paid_fen)) as found
from revenue_entry e
where not exists (select from sales_order o where o.shop_id = e.shop_id and o.order_no = e.order_no)
  and not exists (select from retired_order r where r.shop_id = e.shop_id and r.order_no = e.order_no) -- see verify-retired-orders.sql
group by e.shop_id, e.order_no
union all
select 'to-do rows', concat_ws(' ', 'shop', t.shop_id, 'entry', t.entry_id), 'an entry', 'none'
from entry_todo t where not exists (select from revenue_entry e where e.shop_id = t.shop_id and e.entry_id = t.entry_id)
union all
select 'to-do rows', concat_ws(' ', 'shop', t.shop_id, 'order', t.order_no), 'an order', 'none'
from order_todo t where not exists (select from sales_order o where o.shop_id = t.shop_id and o.order_no = t.order_no)
union all
select 'to-do rows', concat_ws(' ', 'shop', t.shop_id, 'message', t.message_key), 'a received message', coalesce('one that is ' || m.state, 'none')
from inbox_todo t left join inbox_message m on m.shop_id = t.shop_id and m.message_key = t.message_key
where m.state is distinct from 'received'
union all
select 'messages', concat_ws(' ', 'shop', m.shop_id, 'message', m.message_key), 'a to-do row: it was received and not applied', 'none'
from inbox_message m
where m.state = 'received' and not exists (select from inbox_todo t where t.shop_id = m.shop_id and t.message_key = m.message_key)
union all
select 'orders', concat_ws(' ', 'shop', w.shop_id, 'order', w.order_no), 'an order: it was spoken of', 'none'
from order_word w
where w.subject = '' and not exists (select from sales_order o where o.shop_id = w.shop_id and o.order_no = w.order_no)
union all
select 'lines', concat_ws(' ', 'shop', coalesce(o.shop_id, l.shop_id), 'order', coalesce(o.order_no, l.order_no), 'line', coalesce(l.line_no, said.line_no)),
       coalesce('paid ' || said.paid_fen || ' quantity ' || said.quantity, 'no line'), coalesce('paid ' || l.paid_fen || ' quantity ' || l.quantity, 'none')
from sales_order o
join order_word w on w.shop_id = o.shop_id and w.order_no = o.order_no and w.subject = '' and w.message_key = o.winning_message_key
cross join lateral (
  select x."lineNo" as line_no, x.quantity, x."paidFen" as paid_fen
  from jsonb_to_recordset(w.content -> 'lines') as x ("lineNo" text, quantity bigint, "paidFen" bigint)
) said
full join order_line l on l.shop_id = o.shop_id and l.order_no = o.order_no and l.line_no = said.line_no
where (said.paid_fen, said.quantity) is distinct from (l.paid_fen, l.quantity)
limit 1000
