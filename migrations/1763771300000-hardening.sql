-- Keys of hashes that are stored or told to the outside (addresses of webhooks, buyers, contents of messages): sealed under the installation's
-- secret key and kept through its changes, so that what was hashed is known again. Read by the owner role alone, once at start.

create table kept_key (
  purpose text collate "C" primary key,
  sealed bytea not null
);
alter table kept_key enable row level security;
