-- The entries posting would have made of what was staged, in the order in which it happened: of each line its money, of each order its
-- presence (see order_entry_target; every order here is of one merchant), of each refund its money on its own day.
-- `verify` proves it. Settings: bench.is_to_fold: 'yes' marks them to be folded.
with place as (
  select o.n, o.origin_code, coalesce(d.path, '{}') as path
  from (select distinct n, origin_code from bench.sold_line) o left join division d on d.code = o.origin_code
),
presence as (
  select n, 'order' as kind, origin_code, 1 as orders from place
  union all
  select n, 'order-shared', deepest_common_division(path, next_path), -1
  from (select n, path, lead(path) over (partition by n order by path) as next_path from place) p
  where next_path is not null
  union all
  select n, 'loose-' || level, deepest_common_division(path, next_path), -1
  from (
    select place.n, c.level, path, lead(path) over (partition by place.n, c.level order by path) as next_path
    from place join division_closure c on c.code = place.origin_code and c.is_loose and c.area_code = ''
  ) p
  where next_path is not null
),
grouped as (select n, kind, origin_code, sum(orders)::bigint as orders from presence group by n, kind, origin_code),
entry as (
  select n, paid_at as at, shop_id, order_no, line::text as line_no, 'line' as kind, pay_day as day, pay_day, product_id, session_id, host_id, category, origin_code,
         merchant_id, '' as refund_reason, '' as refund_phase, paid_fen, 0::bigint as refunded_fen, quantity, 1 as lines, 0::bigint as orders, 0 as refunds
  from bench.sold_line
  union all
  select g.n, o.paid_at, o.shop_id, o.n::text, '', g.kind, beijing_day(o.paid_at), beijing_day(o.paid_at), 0, o.session_id, o.host_id, '', g.origin_code,
         case when g.kind in ('order', 'order-shared') then o.merchant_id else 0 end, '', '', 0, 0, 0, 0, g.orders, 0
  from grouped g join bench.sold_order o using (n)
  union all
  select n, succeeded_at, shop_id, order_no, line::text, 'line', day, pay_day, product_id, session_id, host_id, category, origin_code,
         merchant_id, reason_class, phase, 0, amount_fen, 0, 0, 0, (amount_fen > 0)::int
  from bench.sold_refund
),
added as (
  insert into revenue_entry (shop_id, order_no, line_no, kind, day, pay_day, product_id, live_session_id, host_id, channel, category, origin_code,
                             merchant_id, merchant_division_code, refund_reason, refund_phase, paid_fen, refunded_fen, quantity, lines, orders, refunds, posted_at)
  select e.shop_id, e.order_no, e.line_no, e.kind, e.day, e.pay_day, e.product_id, e.session_id, e.host_id, case when e.session_id <> 0 then 'live' else 'shelf' end,
         e.category, e.origin_code, e.merchant_id, coalesce(m.home_code, ''), e.refund_reason, e.refund_phase, e.paid_fen, e.refunded_fen, e.quantity, e.lines,
         e.orders, e.refunds, e.at
  from entry e left join bench.merchant m on m.merchant_id = e.merchant_id
  order by e.at, e.n, e.line_no
  returning shop_id, entry_id
),
to_fold as (
  insert into entry_todo (shop_id, entry_id) select shop_id, entry_id from added where current_setting('bench.is_to_fold') = 'yes'
)
select count(*) as entries from added;
