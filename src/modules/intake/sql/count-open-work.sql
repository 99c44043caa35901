-- Messages that wait for a person or for details, by state. Index: inbox_message_by_state.
select w.state, (select count(*) from (select from inbox_message m where m.state = w.state limit 100000) counted)::int as count
from unnest(array['awaiting-detail', 'quarantined', 'conflict']) as w (state)
