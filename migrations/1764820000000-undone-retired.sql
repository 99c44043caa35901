-- Of the orders of an import that was taken back: those that retention had retired, of which what was counted stands.
alter table file_import add column orders_retired bigint not null default 0;
