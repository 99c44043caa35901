-- Lines and refunds are written anew from the latest words.
-- $1 shop ids, $2 order numbers
with wanted as (select * from unnest($1::bigint[], $2::text[]) as w (shop_id, order_no)),
lines as (delete from order_line l using wanted w where l.shop_id = w.shop_id and l.order_no = w.order_no)
delete from order_refund r using wanted w where r.shop_id = w.shop_id and r.order_no = w.order_no
