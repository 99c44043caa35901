-- The entries to be folded, in the batches in which the product claims them.
-- Setting: bench.batch_size
drop table if exists bench.chunk;
create table bench.chunk as
select shop_id, entry_id, ((row_number() over (order by shop_id, entry_id) - 1) / current_setting('bench.batch_size')::int)::int as batch from entry_todo;
create index on bench.chunk (batch);
analyze bench.chunk;
