-- Orders that only a periodic question to the platform wants are fetched after those that a message waits for, and only what the platform
-- refuses counts towards giving up: one that is away says nothing about the order.

alter table detail_todo add column is_waited_for boolean not null default true;
alter table detail_todo add column refusals integer not null default 0;
create index detail_todo_by_shop on detail_todo (shop_id, is_waited_for desc, due_at);
