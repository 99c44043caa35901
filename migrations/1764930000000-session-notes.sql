-- What a person wants to remember of a session: "new lamp". Kept as any other field of it: seen, changed and audited with the session.
alter table live_session add column note text, add constraint live_session_note_length check (char_length(note) between 1 and 200);
