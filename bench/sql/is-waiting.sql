-- Whether a message, an order or an entry waits for a worker.
select exists (select from inbox_todo) or exists (select from order_todo) or exists (select from entry_todo) as waits
