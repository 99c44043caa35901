-- The whole life of an order: dispatch by line, what a refund was for, and the list of orders that a person should look at.
-- Runs as cunbo_owner in one transaction.

alter table order_line add column shipped_at timestamptz;            -- of the line alone; null: as the order

alter table order_refund
  -- exchange and resend move goods, not money
  add column kind text not null default 'refund' check (kind in ('refund', 'return', 'exchange', 'resend')),
  add column reason_class text not null default 'unstated'
    check (reason_class in ('breakage', 'quality', 'not-as-described', 'delivery', 'price', 'changed-mind', 'other', 'unstated')),
  add column phase text not null default 'after-dispatch' check (phase in ('before-dispatch', 'after-dispatch'));

-- What was paid to reserve the goods. It becomes part of the lines' money when the order is paid; a deposit that is kept without that
-- counts nothing and is for a person to look at.
alter table sales_order add column deposit_fen bigint not null default 0 check (deposit_fen >= 0);

-- The review list: orders with flags, open until a person has seen them and again whenever the flags change. Columns and not a table
-- of its own: they change in the very statement that writes the order, and go when it goes.
alter table sales_order
  add column is_review_open boolean not null default false,
  add column review_changed_at timestamptz,    -- when the flags last changed, in whole milliseconds: pages continue after it
  add column review_settled_at timestamptz,    -- the last time a person said it is seen; kept when it opens again
  add column review_settled_by text,
  add column review_note text;

update sales_order set is_review_open = true, review_changed_at = date_trunc('milliseconds', changed_at) where review_flags <> '{}';

alter table sales_order
  add constraint sales_order_review_open_with_flags check (not is_review_open or review_flags <> '{}'),
  add constraint sales_order_review_with_time check (review_flags = '{}' or review_changed_at is not null);

-- Only orders with flags are in it, so the list costs what is on it and not what was sold.
create index sales_order_to_review on sales_order (is_review_open, review_changed_at, shop_id, order_no) where review_flags <> '{}';
