-- What a cell is made of by merchant, shop, live session and product, the largest net first; names as far as the reader may see them.
-- Begun by rollup-rows.sql and in-cell.sql.
-- $14 net value, $15 merchant, $16 shop, $17 session and $18 product after which the page begins (null for the first), $19 how many
-- Result: a row 'whole' with the sums of all parts, and a page of rows 'part'
, part as (
  select merchant_id, shop_id, live_session_id, product_id, sum(paid_fen) as paid_fen, sum(refunded_fen) as refunded_fen,
         sum(paid_fen - refunded_fen) as net_fen, sum(quantity) as quantity, sum(lines) as lines
  from cell
  group by merchant_id, shop_id, live_session_id, product_id
),
page as (
  select *
  from part
  where (paid_fen, refunded_fen, quantity, lines) <> (0, 0, 0, 0)
    and ($14::numeric is null
         or (-net_fen, merchant_id, shop_id, live_session_id, product_id) > (-$14::numeric, $15::bigint, $16::bigint, $17::bigint, $18::bigint))
  order by net_fen desc, merchant_id, shop_id, live_session_id, product_id
  limit $19
)
select 'whole' as kind, null as merchant_id, null as shop_id, null as live_session_id, null as product_id, null as merchant_name,
       null as session_title, null as product_name, coalesce(sum(paid_fen), 0) as paid_fen, coalesce(sum(refunded_fen), 0) as refunded_fen,
       null as net_fen, coalesce(sum(quantity), 0) as quantity, coalesce(sum(lines), 0) as lines
from part
union all
(select 'part', p.merchant_id, p.shop_id, p.live_session_id, p.product_id, m.name, l.title, g.name, p.paid_fen, p.refunded_fen, p.net_fen,
        p.quantity, p.lines
 from page p
 left join merchant m on m.id = p.merchant_id
 left join live_session l on l.id = p.live_session_id
 left join product g on g.id = p.product_id
 order by p.net_fen desc, p.merchant_id, p.shop_id, p.live_session_id, p.product_id)
