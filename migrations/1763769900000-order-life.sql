-- The whole life of an order: dispatch by line, what a refund was for, and the list of orders that a person should look at.
-- Runs as cunbo_owner in one transaction.

alter table order_line add column shipped_at timestamptz;            -- of the line alone; null: as the order

alter table order_refund
  -- exchange and resend move goods, not money
  add column kind text not null default 'refund' check (kind in ('refund', 'return', 'exchange', 'resend')),
  add column reason_class text not null default 'unstated'
    check (reason_class in ('breakage', 'quality', 'not-as-described', 'delivery', 'price', 'changed-mind', 'other', 'unstated')),
  add column phase text not null default 'after-dispatch' check (phase in ('before-dispatch', 'after-dispatch'));
