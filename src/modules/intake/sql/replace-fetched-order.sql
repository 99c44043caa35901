-- Keeps what a platform's API last answered about an order, and when it was last asked. Index: primary key.
-- $1 shop id, $2 order number, $3 keyed hash of the answer, $4 message key, $5 when it was asked for
-- Result: one row, whether the answer differs from the last one; one that was asked for earlier and comes later says nothing new
with before as (select body_hash, fetched_at from fetched_order where shop_id = $1 and order_no = $2 for update),
saved as (
  insert into fetched_order as f (shop_id, order_no, body_hash, message_key, fetched_at) values ($1, $2, $3, $4, $5)
  on conflict (shop_id, order_no) do update set
    body_hash = case when f.fetched_at <= excluded.fetched_at then excluded.body_hash else f.body_hash end,
    message_key = case when f.fetched_at <= excluded.fetched_at and f.body_hash <> excluded.body_hash then excluded.message_key else f.message_key end,
    fetched_at = greatest(f.fetched_at, excluded.fetched_at)
)
select not exists (select from before where body_hash = $3::bytea or fetched_at > $5::timestamptz) as is_news
