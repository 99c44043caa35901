-- The best indexes for the statements the rankings are compared with, and the flat copy of the order lines. In this database only.
create index bench_order_by_payment on sales_order (paid_at) include (shop_id, order_no, void_reason) where paid_at is not null and void_reason is null;
create index bench_line_by_order on order_line (shop_id, order_no) include (item_id, paid_fen);
create index bench_refund_by_success on order_refund (succeeded_at) include (shop_id, order_no, item_id, amount_fen) where status = 'succeeded';
create table bench_flat_line as
  select day, origin_code, shop_id, order_no, paid_fen, refunded_fen, lines from revenue_entry where kind = 'line' order by day;
create index bench_flat_line_by_day on bench_flat_line (day) include (origin_code, shop_id, order_no, paid_fen, refunded_fen, lines);
