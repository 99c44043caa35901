-- Who people are: the operator of an installation, an auditor who reads everything, officers of a bureau for one division, leads and clerks
-- of merchants.

alter table account drop constraint account_role_check;
alter table account add constraint account_role_check check (role in ('operator', 'auditor', 'bureau', 'lead', 'clerk'));
alter table account add column name text not null default '';
alter table account add column division_code text collate "C" references division (code);
alter table account add column is_disabled boolean not null default false;
alter table account add column must_change_password boolean not null default false;
alter table account add constraint account_division_check check ((role = 'bureau') = (division_code is not null));

create table account_merchant (
  account_id bigint not null references account (id),
  merchant_id bigint not null references merchant (id),
  primary key (account_id, merchant_id)
);
alter table account_merchant enable row level security;
create policy signing_in on account_merchant to cunbo_app
  using ((select scope()) in ('sign-in', 'all')) with check ((select scope()) in ('sign-in', 'all'));
grant select, insert, delete on account_merchant to cunbo_app;
