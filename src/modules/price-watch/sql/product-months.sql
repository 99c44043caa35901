-- What products of merchants at home in an area sold, by month. Index: primary key of rollup_goods (start_day, grain, merchant_division_code).
-- $1 what the codes of the area begin with, $2 first days of months, $3 category or null
-- Result: product_id, name, merchant_id, merchant_name, category, month (YYYY-MM), paid_fen, quantity
select p.id as product_id, p.name, p.merchant_id, m.name as merchant_name, p.category, sold.month, sold.paid_fen, sold.quantity
from (
  select r.product_id, to_char(r.start_day, 'YYYY-MM') as month, sum(r.paid_fen) as paid_fen, sum(r.quantity) as quantity
  from unnest($2::date[]) as month (start_day)
  cross join unnest($1::text[]) as prefix (low)
  join rollup_goods r on r.grain = 'month' and r.start_day = month.start_day and r.merchant_division_code >= prefix.low
    and r.merchant_division_code < prefix.low || ':'
  where r.product_id <> 0 and counts_on(r.kind) = 'both'
  group by 1, 2
) sold
join product p on p.id = sold.product_id
join merchant m on m.id = p.merchant_id
where (sold.paid_fen, sold.quantity) <> (0, 0) and ($3::text is null or p.category = $3 or starts_with(p.category, $3 || '.'))
