-- What posting would move if the transaction ended here: for the orders that a rule just made or withdrawn may move, what their entries
-- should add up to minus what they add up to, by whom and where they count. The same difference as orders/sql/post-difference.sql posts,
-- over fewer dimensions: a rule changes no other. One statement, so of one moment; the inner sums are of one order each, so memory does
-- not grow with the number of orders. Indexes: those of reattributed_orders, revenue_entry_by_order, the keys of the order tables.
-- $1 rule id
-- Result: a row for each place that loses (negative) or gains, each with the number of orders of which something moves
with affected as (
  select distinct o.shop_id, o.order_no
  from reattribution_todo t, lateral reattributed_orders(t) o
  where t.kind = 'rule' and t.rule_id = $1
),
moved as (
  select affected.shop_id, affected.order_no, difference.*
  from affected, lateral (
    select sides.merchant_id, sides.merchant_division_code, sides.origin_code, sum(sides.paid_fen) as paid_fen,
           sum(sides.refunded_fen) as refunded_fen, sum(sides.lines) as lines
    from (
      select target.kind, target.merchant_id, target.merchant_division_code, target.origin_code, target.paid_fen, target.refunded_fen, target.lines
      from order_entry_target(affected.shop_id, affected.order_no) target
      union all
      select e.kind, e.merchant_id, e.merchant_division_code, e.origin_code, -e.paid_fen, -e.refunded_fen, -e.lines
      from revenue_entry e
      where e.shop_id = affected.shop_id and e.order_no = affected.order_no
    ) sides
    where sides.kind = 'line'
    group by sides.merchant_id, sides.merchant_division_code, sides.origin_code
    having sum(sides.paid_fen) <> 0 or sum(sides.refunded_fen) <> 0 or sum(sides.lines) <> 0
  ) difference
)
select m.merchant_id, m.merchant_division_code, m.origin_code, sum(m.paid_fen) as paid_fen, sum(m.refunded_fen) as refunded_fen, sum(m.lines) as lines,
       (select count(*)::int from (select distinct shop_id, order_no from moved) counted) as orders
from moved m
group by m.merchant_id, m.merchant_division_code, m.origin_code
order by m.merchant_id, m.merchant_division_code, m.origin_code
