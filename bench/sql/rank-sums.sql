-- The second half of every statement the rankings are compared with: sums, growth's base, both ranks, one page.
-- $6 how many
-- Result: id, paid_fen, refunded_fen, net_fen, orders, base_fen, rank, previous_rank
summed as (
  select id, coalesce(sum(paid_fen) filter (where is_now), 0) as paid_fen, coalesce(sum(refunded_fen) filter (where is_now), 0) as refunded_fen,
         coalesce(sum(orders) filter (where is_now), 0) as orders, count(*) filter (where is_now) as parts,
         coalesce(sum(paid_fen - refunded_fen) filter (where not is_now), 0) as base_fen, count(*) filter (where not is_now) as base_parts
  from part
  group by id
),
ranked as (
  select summed.*, rank() over (partition by parts > 0 order by paid_fen - refunded_fen desc) as rank,
         case when base_parts > 0 then rank() over (partition by base_parts > 0 order by base_fen desc) end as previous_rank
  from summed
)
select id, paid_fen::text as paid_fen, refunded_fen::text as refunded_fen, (paid_fen - refunded_fen)::text as net_fen, orders::text as orders,
       base_fen::text as base_fen, rank::text as rank, previous_rank::text as previous_rank
from ranked
where parts > 0
order by paid_fen - refunded_fen desc, id
limit $6::int
