-- A ranking of live sessions. Follows session-parts.sql, continued by cells-of-parts.sql and rank-tail.sql.
part as (select live_session_id::text as member, is_now, paid_fen, refunded_fen, quantity, lines, orders from part_of_session),
