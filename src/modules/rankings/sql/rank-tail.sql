-- The second half of every ranking statement: sums, values, ranks and one page.
-- $13 measure, $14 value and $15 id after which the page begins (null for the first), $16 how many
-- Result: the rows 'total' and 'unallocated' (absent if nothing was sold) and a page of 'member' rows. Members without anything in the
-- range are not listed; a tie shares its rank.
summed as (
  select kind, is_zone, id,
         coalesce(sum(paid_fen) filter (where is_now), 0)::bigint as paid_fen, coalesce(sum(refunded_fen) filter (where is_now), 0)::bigint as refunded_fen,
         coalesce(sum(orders) filter (where is_now), 0)::bigint as orders, coalesce(sum(lines) filter (where is_now), 0)::bigint as lines,
         coalesce(sum(quantity) filter (where is_now), 0)::bigint as quantity,
         coalesce(sum(paid_fen) filter (where not is_now), 0)::bigint as base_paid_fen,
         coalesce(sum(refunded_fen) filter (where not is_now), 0)::bigint as base_refunded_fen,
         coalesce(sum(orders) filter (where not is_now), 0)::bigint as base_orders, coalesce(sum(lines) filter (where not is_now), 0)::bigint as base_lines,
         coalesce(sum(quantity) filter (where not is_now), 0)::bigint as base_quantity
  from cell
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
