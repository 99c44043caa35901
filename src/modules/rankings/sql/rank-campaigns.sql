-- A ranking of campaigns. Follows session-parts.sql, continued by cells-of-parts.sql and rank-tail.sql. A session that belongs to several
-- campaigns counts for the earliest made (campaigns_of_sessions), so that members and the rest add up. Index: live_session_pkey,
-- campaign_session_by_session.
member as materialized (
  select * from campaigns_of_sessions(array(select distinct live_session_id from part_of_session where live_session_id is not null))
),
part as (
  select m.campaign_id::text as member, s.is_now, sum(s.paid_fen)::bigint as paid_fen, sum(s.refunded_fen)::bigint as refunded_fen,
         sum(s.quantity)::bigint as quantity, sum(s.lines)::bigint as lines, sum(s.orders)::bigint as orders
  from part_of_session s
  left join member m on m.live_session_id = s.live_session_id
  group by 1, 2
),
