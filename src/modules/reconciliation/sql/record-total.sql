-- What the platform counted on a day, typed or pulled; the one before is replaced with all its orders.
-- $1 shop id, $2 day, $3 paid fen, $4 orders, $5 source, $6 note, $7 by whom
insert into platform_total as t (shop_id, day, paid_fen, orders, source, note, recorded_by) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (shop_id, day) do update set
  (paid_fen, orders, source, note, recorded_by, recorded_at)
  = (excluded.paid_fen, excluded.orders, excluded.source, excluded.note, excluded.recorded_by, now())
