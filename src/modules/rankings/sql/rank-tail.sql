-- The second half of every ranking statement: sums, values, ranks and one page.
-- $10 category or null, $11 platform or null, $12 refund view (cash|cohort), $13 measure, $14 value and $15 id after which the page begins
-- (null for the first), $16 how many
-- Result: the rows 'total' and 'unallocated' (absent if nothing was sold) and a page of 'member' rows. Members without anything in the
-- range are not listed; a tie shares its rank.
half as (
  select kind, is_zone, id, is_now, sum(paid_fen)::bigint as paid_fen,
         sum(case $12 when 'cohort' then refunded_cohort_fen else refunded_cash_fen end)::bigint as refunded_fen,
         sum(orders)::bigint as orders, sum(lines)::bigint as lines, sum(quantity)::bigint as quantity
  from cell
  where ($10::text is null or category = $10 or starts_with(category, $10 || '.')) and ($11::text is null or platform = $11)
  group by kind, is_zone, id, is_now
),
summed as (
  select kind, is_zone, id,
         coalesce(max(paid_fen) filter (where is_now), 0) as paid_fen, coalesce(max(refunded_fen) filter (where is_now), 0) as refunded_fen,
         coalesce(max(orders) filter (where is_now), 0) as orders, coalesce(max(lines) filter (where is_now), 0) as lines,
         coalesce(max(quantity) filter (where is_now), 0) as quantity,
         coalesce(max(paid_fen) filter (where not is_now), 0) as base_paid_fen, coalesce(max(refunded_fen) filter (where not is_now), 0) as base_refunded_fen,
         coalesce(max(orders) filter (where not is_now), 0) as base_orders, coalesce(max(lines) filter (where not is_now), 0) as base_lines,
         coalesce(max(quantity) filter (where not is_now), 0) as base_quantity
  from half
  group by kind, is_zone, id
),
valued as (
  select s.*,
         case $13 when 'net' then paid_fen - refunded_fen when 'paid' then paid_fen when 'refunded' then refunded_fen
                  when 'orders' then orders when 'lines' then lines else quantity end as value,
         case $13 when 'net' then base_paid_fen - base_refunded_fen when 'paid' then base_paid_fen when 'refunded' then base_refunded_fen
                  when 'orders' then base_orders when 'lines' then base_lines else base_quantity end as base,
         (paid_fen, refunded_fen, orders, lines, quantity) <> (0, 0, 0, 0, 0) as is_listed,
         (base_paid_fen, base_refunded_fen, base_orders, base_lines, base_quantity) <> (0, 0, 0, 0, 0) as is_in_base
  from summed s
),
ranked as (
  select v.*,
         case when kind = 'member' and not is_zone and is_listed then rank() over (partition by kind = 'member' and not is_zone and is_listed order by value desc) end as rank,
         case when kind = 'member' and not is_zone and is_in_base then rank() over (partition by kind = 'member' and not is_zone and is_in_base order by base desc) end as previous_rank
  from valued v
)
(select * from ranked where kind <> 'member')
union all
(select * from ranked
 where kind = 'member' and is_listed and ($15::text is null or value < $14::numeric or (value = $14::numeric and id collate "C" > $15))
 order by value desc, id collate "C"
 limit $16)
