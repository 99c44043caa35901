-- The cells of a ranking of live sessions or campaigns: the last step `part` by member, what has none, and the whole.
cell (kind, is_zone, id, is_now, paid_fen, refunded_fen, quantity, lines, orders) as (
  select case when member is null then 'unallocated' else 'member' end, false, coalesce(member, ''), is_now, paid_fen, refunded_fen, quantity, lines, orders
  from part
  union all
  select 'total', false, '', is_now, paid_fen, refunded_fen, quantity, lines, orders from part
),
