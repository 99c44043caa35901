-- What the migrations make: to be read and compared, never run. Made by src/platform/database/schema-dump.ts;
-- test/integration/schema-dump.int-spec.ts fails when the two differ and rewrites this file with CUNBO_UPDATE_SCHEMA=1.

create extension pg_trgm;

create table account (
  id bigint not null generated always as identity,
  username text not null,
  password_hash text not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  failed_sign_ins integer not null default 0,
  locked_until timestamp with time zone,
  name text not null default ''::text,
  division_code text collate "C",
  is_disabled boolean not null default false,
  must_change_password boolean not null default false,
  revision integer not null default 1
);
alter table account add constraint account_pkey PRIMARY KEY (id);
alter table account add constraint account_username_once UNIQUE (username);
alter table account add constraint account_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(code);
alter table account add constraint account_division_check CHECK (((role = 'bureau'::text) = (division_code IS NOT NULL)));
alter table account add constraint account_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'auditor'::text, 'bureau'::text, 'lead'::text, 'clerk'::text, 'host'::text])));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE OF username, password_hash, role, name, division_code, is_disabled, must_change_password ON public.account FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', 'password_hash');
alter table account enable row level security;
create policy signing_in on account as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])))
  with check ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])));
grant insert, select, update on account to cunbo_app;

create table account_host (
  account_id bigint not null,
  host_id bigint not null
);
alter table account_host add constraint account_host_pkey PRIMARY KEY (account_id, host_id);
alter table account_host add constraint account_host_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
alter table account_host add constraint account_host_host_id_fkey FOREIGN KEY (host_id) REFERENCES host(id);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.account_host FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('account_id,host_id', '');
alter table account_host enable row level security;
create policy signing_in on account_host as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])))
  with check ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])));
grant delete, insert, select on account_host to cunbo_app;

create table account_merchant (
  account_id bigint not null,
  merchant_id bigint not null
);
alter table account_merchant add constraint account_merchant_pkey PRIMARY KEY (account_id, merchant_id);
alter table account_merchant add constraint account_merchant_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
alter table account_merchant add constraint account_merchant_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.account_merchant FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('account_id,merchant_id', '');
alter table account_merchant enable row level security;
create policy signing_in on account_merchant as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])))
  with check ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])));
grant delete, insert, select on account_merchant to cunbo_app;

create table account_recovery_code (
  account_id bigint not null,
  code_hash bytea not null
);
alter table account_recovery_code add constraint account_recovery_code_pkey PRIMARY KEY (account_id, code_hash);
alter table account_recovery_code add constraint account_recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
alter table account_recovery_code enable row level security;
create policy signing_in on account_recovery_code as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])))
  with check ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])));
grant delete, insert, select, update on account_recovery_code to cunbo_app;

create table account_second_step (
  account_id bigint not null,
  secret bytea not null,
  begun_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  last_used_step bigint
);
alter table account_second_step add constraint account_second_step_pkey PRIMARY KEY (account_id);
alter table account_second_step add constraint account_second_step_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
alter table account_second_step enable row level security;
create policy signing_in on account_second_step as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])))
  with check ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])));
grant delete, insert, select, update on account_second_step to cunbo_app;

create table account_session (
  token_hash bytea not null,
  account_id bigint not null,
  csrf_token text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  id bigint not null generated always as identity,
  last_seen_at timestamp with time zone not null default now(),
  address text not null default ''::text,
  user_agent text not null default ''::text
);
alter table account_session add constraint account_session_pkey PRIMARY KEY (token_hash);
alter table account_session add constraint account_session_id_once UNIQUE (id);
alter table account_session add constraint account_session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
CREATE INDEX account_session_by_account ON public.account_session USING btree (account_id);
alter table account_session enable row level security;
create policy signing_in on account_session as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])))
  with check ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])));
grant delete, insert, select, update on account_session to cunbo_app;

create table api_token (
  token_hash bytea not null,
  account_id bigint not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  id bigint not null generated always as identity,
  permissions text[],
  first_characters text not null default ''::text
);
alter table api_token add constraint api_token_pkey PRIMARY KEY (token_hash);
alter table api_token add constraint api_token_id_once UNIQUE (id);
alter table api_token add constraint api_token_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
CREATE INDEX api_token_by_account ON public.api_token USING btree (account_id);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE OF token_hash, account_id, name, expires_at ON public.api_token FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('account_id,name', 'token_hash');
alter table api_token enable row level security;
create policy signing_in on api_token as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])))
  with check ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])));
grant delete, insert, select, update on api_token to cunbo_app;

create table attribution_rule (
  id bigint not null generated always as identity,
  effect text not null,
  merchant_id bigint,
  product_id bigint,
  lot text collate "C",
  origin_code text collate "C",
  target_merchant_id bigint,
  home_division_code text collate "C",
  valid_from date,
  valid_to date,
  reason text not null,
  source text not null default 'rule'::text,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  withdrawal_reason text
);
alter table attribution_rule add constraint attribution_rule_pkey PRIMARY KEY (id);
alter table attribution_rule add constraint attribution_rule_home_division_code_fkey FOREIGN KEY (home_division_code) REFERENCES division(code);
alter table attribution_rule add constraint attribution_rule_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id);
alter table attribution_rule add constraint attribution_rule_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id);
alter table attribution_rule add constraint attribution_rule_target_merchant_id_fkey FOREIGN KEY (target_merchant_id) REFERENCES merchant(id);
alter table attribution_rule add constraint attribution_rule_days CHECK ((valid_from <= valid_to));
alter table attribution_rule add constraint attribution_rule_effect_check CHECK ((effect = ANY (ARRAY['origin'::text, 'merchant'::text, 'home'::text])));
alter table attribution_rule add constraint attribution_rule_has_scope CHECK (
CASE
    WHEN ((effect = 'home'::text) OR (source = 'merge'::text)) THEN ((merchant_id IS NOT NULL) AND (product_id IS NULL) AND (lot IS NULL))
    ELSE (num_nonnulls(merchant_id, product_id) = 1)
END);
alter table attribution_rule add constraint attribution_rule_says_one_thing CHECK (
CASE effect
    WHEN 'origin'::text THEN ((origin_code IS NOT NULL) AND (target_merchant_id IS NULL) AND (home_division_code IS NULL))
    WHEN 'merchant'::text THEN ((target_merchant_id IS NOT NULL) AND (origin_code IS NULL) AND (home_division_code IS NULL))
    ELSE ((home_division_code IS NOT NULL) AND (origin_code IS NULL) AND (target_merchant_id IS NULL))
END);
alter table attribution_rule add constraint attribution_rule_source_check CHECK ((source = ANY (ARRAY['rule'::text, 'product-change'::text, 'merchant-move'::text, 'merge'::text])));
CREATE INDEX attribution_rule_by_merchant ON public.attribution_rule USING btree (merchant_id) WHERE (merchant_id IS NOT NULL);
CREATE INDEX attribution_rule_by_product ON public.attribution_rule USING btree (product_id) WHERE (product_id IS NOT NULL);
CREATE INDEX attribution_rule_by_target ON public.attribution_rule USING btree (target_merchant_id) WHERE (target_merchant_id IS NOT NULL);
CREATE UNIQUE INDEX attribution_rule_merges_once ON public.attribution_rule USING btree (merchant_id) WHERE ((source = 'merge'::text) AND (withdrawn_at IS NULL));
CREATE TRIGGER attribution_rule_made_moves_sales AFTER INSERT ON public.attribution_rule FOR EACH ROW EXECUTE FUNCTION note_attribution_rule();
CREATE TRIGGER attribution_rule_withdrawn_moves_sales AFTER UPDATE ON public.attribution_rule FOR EACH ROW WHEN ((old.withdrawn_at IS DISTINCT FROM new.withdrawn_at)) EXECUTE FUNCTION note_attribution_rule();
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.attribution_rule FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
alter table attribution_rule enable row level security;
create policy background on attribution_rule as permissive for select to cunbo_worker
  using (true);
create policy changeable on attribution_rule as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy home_of_own_merchant on attribution_rule as permissive for insert to cunbo_app
  with check (((source = 'merchant-move'::text) AND (effect = 'home'::text) AND (( SELECT scope() AS scope) = 'division'::text) AND sees_merchant(merchant_id) AND starts_with(home_division_code, current_setting('cunbo.division_prefix'::text, true))));
create policy origin_of_own_product on attribution_rule as permissive for insert to cunbo_app
  with check (((source = 'product-change'::text) AND (effect = 'origin'::text) AND sees_merchant(( SELECT p.merchant_id
   FROM product p
  WHERE (p.id = attribution_rule.product_id)))));
create policy readable on attribution_rule as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id) OR sees_merchant(( SELECT p.merchant_id
   FROM product p
  WHERE (p.id = attribution_rule.product_id)))));
grant insert, select on attribution_rule to cunbo_app;
grant select on attribution_rule to cunbo_worker;

create table audit_event (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default clock_timestamp(),
  account_id bigint,
  username text,
  role text,
  program text,
  address text,
  user_agent text,
  action text not null,
  resource text not null,
  resource_id text,
  before jsonb,
  after jsonb,
  changed_fields text[] not null default '{}'::text[]
);
alter table audit_event add constraint audit_event_pkey PRIMARY KEY (id);
CREATE INDEX audit_event_by_account ON public.audit_event USING btree (account_id, id);
CREATE INDEX audit_event_by_action ON public.audit_event USING btree (action, id);
CREATE INDEX audit_event_by_resource ON public.audit_event USING btree (resource, resource_id, id);
CREATE INDEX audit_event_by_time ON public.audit_event USING btree (at);
alter table audit_event enable row level security;
create policy auditors on audit_event as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text));
create policy background on audit_event as permissive for select to cunbo_worker
  using (true);
grant select on audit_event to cunbo_app;
grant select on audit_event to cunbo_worker;

create table audit_seal (
  "position" bigint not null,
  event_id bigint not null,
  event_hash bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null default clock_timestamp()
);
alter table audit_seal add constraint audit_seal_pkey PRIMARY KEY ("position");
alter table audit_seal add constraint audit_seal_once_per_event UNIQUE (event_id);
alter table audit_seal add constraint audit_seal_position_check CHECK (("position" > 0));
alter table audit_seal enable row level security;
create policy auditors on audit_seal as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text));
create policy background on audit_seal as permissive for all to cunbo_worker
  using (true)
  with check (true);
grant select on audit_seal to cunbo_app;
grant insert, select on audit_seal to cunbo_worker;

create table audit_todo (
  event_id bigint not null
);
alter table audit_todo add constraint audit_todo_pkey PRIMARY KEY (event_id);
alter table audit_todo add constraint audit_todo_event_id_fkey FOREIGN KEY (event_id) REFERENCES audit_event(id);
alter table audit_todo enable row level security;
create policy auditors on audit_todo as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text));
create policy background on audit_todo as permissive for all to cunbo_worker
  using (true);
grant select on audit_todo to cunbo_app;
grant delete, select on audit_todo to cunbo_worker;

create table bulletin (
  id bigint not null generated always as identity,
  division_code text collate "C" not null,
  month date not null,
  basis text not null,
  refund_view text not null,
  state text not null default 'draft'::text,
  number text,
  title text not null,
  title_en text not null,
  body text not null,
  body_en text not null,
  notes text[] not null,
  notes_en text[] not null,
  figures jsonb not null,
  is_public boolean not null default false,
  author_ids bigint[] not null,
  drafted_by text not null,
  drafted_at timestamp with time zone not null,
  checker_id bigint,
  checked_by text,
  checked_at timestamp with time zone,
  issuer_id bigint,
  issued_by text,
  issued_at timestamp with time zone,
  freezes_at timestamp with time zone,
  frozen_by text,
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  withdrawal_reason text
);
alter table bulletin add constraint bulletin_pkey PRIMARY KEY (id);
alter table bulletin add constraint bulletin_checker_id_fkey FOREIGN KEY (checker_id) REFERENCES account(id);
alter table bulletin add constraint bulletin_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(code);
alter table bulletin add constraint bulletin_issuer_id_fkey FOREIGN KEY (issuer_id) REFERENCES account(id);
alter table bulletin add constraint bulletin_author_ids_check CHECK ((cardinality(author_ids) > 0));
alter table bulletin add constraint bulletin_basis_check CHECK ((basis = ANY (ARRAY['origin'::text, 'merchant'::text])));
alter table bulletin add constraint bulletin_checked_by_another CHECK ((checker_id <> ALL (author_ids)));
alter table bulletin add constraint bulletin_is_checked CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR ((checker_id IS NOT NULL) AND (checked_by IS NOT NULL) AND (checked_at IS NOT NULL))));
alter table bulletin add constraint bulletin_is_issued CHECK ((((state = 'issued'::text) <= ((issuer_id IS NOT NULL) AND (issued_by IS NOT NULL))) AND ((issuer_id IS NULL) = (issued_at IS NULL)) AND ((issued_at IS NULL) = (freezes_at IS NULL))));
alter table bulletin add constraint bulletin_is_public_when_issued CHECK (((NOT is_public) OR (issued_at IS NOT NULL)));
alter table bulletin add constraint bulletin_is_withdrawn CHECK (((state = 'withdrawn'::text) = ((withdrawn_at IS NOT NULL) AND (withdrawn_by IS NOT NULL) AND (withdrawal_reason IS NOT NULL))));
alter table bulletin add constraint bulletin_issued_by_a_third CHECK (((issuer_id <> ALL (author_ids)) AND (issuer_id <> checker_id)));
alter table bulletin add constraint bulletin_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric));
alter table bulletin add constraint bulletin_refund_view_check CHECK ((refund_view = ANY (ARRAY['cash'::text, 'cohort'::text])));
alter table bulletin add constraint bulletin_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'checked'::text, 'issued'::text, 'withdrawn'::text])));
CREATE INDEX bulletin_by_month ON public.bulletin USING btree (month, id);
CREATE UNIQUE INDEX bulletin_once_per_month ON public.bulletin USING btree (division_code, month) WHERE (state <> 'withdrawn'::text);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.bulletin FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', 'figures,body,body_en');
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.bulletin FOR EACH ROW EXECUTE FUNCTION keep_bulletin();
alter table bulletin enable row level security;
create policy going_on on bulletin as permissive for update to cunbo_app
  using (makes_bulletins_of(division_code))
  with check (makes_bulletins_of(division_code));
create policy issued_in_the_province on bulletin as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'division'::text) AND (state = 'issued'::text) AND sees_area(division_code)));
create policy made_inside on bulletin as permissive for select to cunbo_app
  using (sees_division(division_code));
create policy making on bulletin as permissive for insert to cunbo_app
  with check (((state = 'draft'::text) AND makes_bulletins_of(division_code)));
grant insert, select, update on bulletin to cunbo_app;

create table bulletin_copy (
  bulletin_id bigint not null,
  version integer not null,
  reason text,
  number text,
  title text not null,
  title_en text not null,
  body text not null,
  body_en text not null,
  notes text[] not null,
  notes_en text[] not null,
  figures jsonb not null,
  made_by text not null,
  made_at timestamp with time zone not null
);
alter table bulletin_copy add constraint bulletin_copy_pkey PRIMARY KEY (bulletin_id, version);
alter table bulletin_copy add constraint bulletin_copy_bulletin_id_fkey FOREIGN KEY (bulletin_id) REFERENCES bulletin(id);
alter table bulletin_copy add constraint bulletin_copy_says_why CHECK (((version = 1) = (reason IS NULL)));
alter table bulletin_copy add constraint bulletin_copy_version_check CHECK ((version > 0));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.bulletin_copy FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('bulletin_id,version', 'figures,body,body_en');
CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.bulletin_copy FOR EACH ROW EXECUTE FUNCTION keep_bulletin_copy();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON public.bulletin_copy FOR EACH STATEMENT EXECUTE FUNCTION keep_bulletin_copy();
alter table bulletin_copy enable row level security;
create policy issuing on bulletin_copy as permissive for insert to cunbo_app
  with check ((EXISTS ( SELECT
   FROM bulletin b
  WHERE ((b.id = bulletin_copy.bulletin_id) AND (b.state = 'issued'::text) AND makes_bulletins_of(b.division_code)))));
create policy of_bulletins_seen on bulletin_copy as permissive for select to cunbo_app
  using ((EXISTS ( SELECT
   FROM bulletin b
  WHERE (b.id = bulletin_copy.bulletin_id))));
grant insert, select on bulletin_copy to cunbo_app;

create table bulletin_link (
  id bigint not null generated always as identity,
  bulletin_id bigint not null,
  recipient text not null,
  token_hash bytea not null,
  created_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone
);
alter table bulletin_link add constraint bulletin_link_pkey PRIMARY KEY (id);
alter table bulletin_link add constraint bulletin_link_token_once UNIQUE (token_hash);
alter table bulletin_link add constraint bulletin_link_bulletin_id_fkey FOREIGN KEY (bulletin_id) REFERENCES bulletin(id);
CREATE INDEX bulletin_link_by_bulletin ON public.bulletin_link USING btree (bulletin_id, id);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.bulletin_link FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', 'token_hash');
alter table bulletin_link enable row level security;
create policy of_own_bulletins on bulletin_link as permissive for all to cunbo_app
  using ((EXISTS ( SELECT
   FROM bulletin b
  WHERE ((b.id = bulletin_link.bulletin_id) AND makes_bulletins_of(b.division_code)))))
  with check ((EXISTS ( SELECT
   FROM bulletin b
  WHERE ((b.id = bulletin_link.bulletin_id) AND (b.state = 'issued'::text) AND makes_bulletins_of(b.division_code)))));
grant insert, select, update on bulletin_link to cunbo_app;

create table calendar_festival (
  festival text collate "C" not null,
  year integer not null,
  first_day date not null,
  last_day date not null
);
alter table calendar_festival add constraint calendar_festival_pkey PRIMARY KEY (festival, year);
alter table calendar_festival add constraint calendar_festival_check CHECK (((first_day <= last_day) AND ((last_day - first_day) < 40)));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.calendar_festival FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('festival,year', '');
alter table calendar_festival enable row level security;
create policy imported_by_operator on calendar_festival as permissive for insert to cunbo_app
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on calendar_festival as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['all'::text, 'division'::text])));
create policy replaced_by_operator on calendar_festival as permissive for update to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
grant insert, select, update on calendar_festival to cunbo_app;

create table campaign (
  id bigint not null generated always as identity,
  name text not null,
  kind text not null,
  from_day date not null,
  to_day date not null,
  owner_code text collate "C" not null,
  area_codes text[] collate "C" not null,
  session_rule text not null default 'picked'::text,
  is_open boolean not null default false,
  partners jsonb not null default '[]'::jsonb,
  label text,
  notes text,
  series_key text,
  popularity bigint,
  popularity_source text,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  revision integer not null default 1
);
alter table campaign add constraint campaign_pkey PRIMARY KEY (id);
alter table campaign add constraint campaign_owner_code_fkey FOREIGN KEY (owner_code) REFERENCES division(code);
alter table campaign add constraint campaign_days CHECK (((from_day <= to_day) AND ((to_day - from_day) < 366)));
alter table campaign add constraint campaign_has_areas CHECK ((cardinality(area_codes) > 0));
alter table campaign add constraint campaign_kind_check CHECK ((kind = ANY (ARRAY['own'::text, 'platform'::text, 'ministry'::text, 'festival'::text])));
alter table campaign add constraint campaign_popularity_check CHECK ((popularity >= 0));
alter table campaign add constraint campaign_session_rule_check CHECK ((session_rule = ANY (ARRAY['picked'::text, 'areas'::text])));
CREATE INDEX campaign_by_days ON public.campaign USING btree (from_day, id);
CREATE INDEX campaign_by_series ON public.campaign USING btree (series_key, owner_code, from_day) WHERE (series_key IS NOT NULL);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.campaign FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
alter table campaign enable row level security;
create policy kept on campaign as permissive for all to cunbo_app
  using (sees_division(owner_code))
  with check ((sees_division(owner_code) AND (NOT (EXISTS ( SELECT
   FROM unnest(campaign.area_codes) area(code)
  WHERE (NOT sees_division(area.code)))))));
create policy readable on campaign as permissive for select to cunbo_app
  using ((sees_division(owner_code) OR sees_campaign(id)));
grant insert, select, update on campaign to cunbo_app;

create table campaign_session (
  campaign_id bigint not null,
  live_session_id bigint not null,
  partner text,
  added_at timestamp with time zone not null default now()
);
alter table campaign_session add constraint campaign_session_pkey PRIMARY KEY (campaign_id, live_session_id);
alter table campaign_session add constraint campaign_session_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);
alter table campaign_session add constraint campaign_session_live_session_id_fkey FOREIGN KEY (live_session_id) REFERENCES live_session(id);
CREATE INDEX campaign_session_by_session ON public.campaign_session USING btree (live_session_id);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.campaign_session FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('campaign_id,live_session_id', '');
alter table campaign_session enable row level security;
create policy added on campaign_session as permissive for insert to cunbo_app
  with check ((((( SELECT scope() AS scope) = 'all'::text) OR sees_live_session(live_session_id)) AND (keeps_campaign(campaign_id) OR joins_campaign(campaign_id))));
create policy changed on campaign_session as permissive for update to cunbo_app
  using ((keeps_campaign(campaign_id) AND ((( SELECT scope() AS scope) = 'all'::text) OR sees_live_session(live_session_id))))
  with check ((keeps_campaign(campaign_id) AND ((( SELECT scope() AS scope) = 'all'::text) OR sees_live_session(live_session_id))));
create policy own_sessions on campaign_session as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_live_session(live_session_id)));
create policy removed on campaign_session as permissive for delete to cunbo_app
  using ((((( SELECT scope() AS scope) = 'all'::text) OR sees_live_session(live_session_id)) AND (keeps_campaign(campaign_id) OR joins_campaign(campaign_id))));
grant delete, insert, select, update on campaign_session to cunbo_app;

create table declared_total (
  live_session_id bigint not null,
  merchant_id bigint not null,
  paid_fen bigint not null,
  note text not null default ''::text,
  declared_at timestamp with time zone not null default now(),
  declared_by text not null
);
alter table declared_total add constraint declared_total_pkey PRIMARY KEY (live_session_id);
alter table declared_total add constraint declared_total_live_session_id_fkey FOREIGN KEY (live_session_id) REFERENCES live_session(id);
alter table declared_total add constraint declared_total_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id);
alter table declared_total add constraint declared_total_paid_fen_check CHECK ((paid_fen > 0));
CREATE INDEX declared_total_by_merchant ON public.declared_total USING btree (merchant_id);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.declared_total FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('live_session_id', '');
alter table declared_total enable row level security;
create policy declared_by_sellers on declared_total as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) = 'merchants'::text) AND sees_merchant(merchant_id))))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) = 'merchants'::text) AND sees_merchant(merchant_id))));
create policy own_merchants on declared_total as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)));
grant delete, insert, select, update on declared_total to cunbo_app;

create table detail_todo (
  shop_id bigint not null,
  order_no text collate "C" not null,
  wanted bigint not null default 1,
  first_wanted_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  attempts integer not null default 0,
  fault_code text,
  fault_detail text,
  is_waited_for boolean not null default true,
  refusals integer not null default 0
);
alter table detail_todo add constraint detail_todo_pkey PRIMARY KEY (shop_id, order_no);
alter table detail_todo add constraint detail_todo_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
CREATE INDEX detail_todo_by_due ON public.detail_todo USING btree (due_at);
CREATE INDEX detail_todo_by_shop ON public.detail_todo USING btree (shop_id, is_waited_for DESC, due_at);
alter table detail_todo enable row level security;
create policy background on detail_todo as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on detail_todo as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant insert, select, update on detail_todo to cunbo_app;
grant delete, insert, select, update on detail_todo to cunbo_worker;

create table division (
  code text collate "C" not null,
  name text not null,
  display_name text not null,
  full_name text not null,
  level text not null,
  parent_code text collate "C",
  is_zone boolean not null default false,
  host_county_code text collate "C",
  is_selectable boolean not null default true,
  path text[] collate "C" not null,
  pinyin text not null,
  initials text not null,
  valid_from date,
  valid_to date,
  search_text text not null default ''::text,
  area_names text[] collate "C" not null default '{}'::text[]
);
alter table division add constraint division_pkey PRIMARY KEY (code);
alter table division add constraint division_host_county_code_fkey FOREIGN KEY (host_county_code) REFERENCES division(code);
alter table division add constraint division_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES division(code);
alter table division add constraint division_host_only_for_zones CHECK (((host_county_code IS NULL) OR is_zone));
alter table division add constraint division_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'township'::text, 'village'::text])));
CREATE INDEX division_area_named ON public.division USING gin (area_names) WHERE (level <> 'village'::text);
CREATE INDEX division_children ON public.division USING btree (parent_code);
CREATE INDEX division_hosted ON public.division USING btree (host_county_code) WHERE (host_county_code IS NOT NULL);
CREATE INDEX division_written ON public.division USING gin (search_text gin_trgm_ops);
CREATE TRIGGER zone_moved_moves_sales AFTER UPDATE ON public.division FOR EACH ROW WHEN (((old.is_zone IS DISTINCT FROM new.is_zone) OR (old.host_county_code IS DISTINCT FROM new.host_county_code))) EXECUTE FUNCTION note_zone();
alter table division enable row level security;
create policy background on division as permissive for all to cunbo_worker
  using (true);
create policy changeable on division as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on division as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) <> ''::text));
grant delete, insert, select, update on division to cunbo_app;
grant select on division to cunbo_worker;

create table division_alias (
  alias text not null,
  code text collate "C" not null,
  kind text not null,
  note text not null default ''::text,
  pinyin text not null default ''::text,
  initials text not null default ''::text,
  search_text text not null default ''::text
);
alter table division_alias add constraint division_alias_pkey PRIMARY KEY (alias, code);
alter table division_alias add constraint division_alias_code_fkey FOREIGN KEY (code) REFERENCES division(code);
alter table division_alias add constraint division_alias_kind_check CHECK ((kind = ANY (ARRAY['former-name'::text, 'abolished'::text, 'other-name'::text, 'code'::text])));
alter table division_alias enable row level security;
create policy background on division_alias as permissive for all to cunbo_worker
  using (true);
create policy changeable on division_alias as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on division_alias as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) <> ''::text));
grant delete, insert, select, update on division_alias to cunbo_app;
grant select on division_alias to cunbo_worker;

create table division_closure (
  code text collate "C" not null,
  level text not null,
  area_code text collate "C" not null,
  is_loose boolean not null
);
alter table division_closure add constraint division_closure_pkey PRIMARY KEY (code, level, area_code, is_loose);
alter table division_closure add constraint division_closure_level_check CHECK ((level = ANY (ARRAY['all'::text, 'province'::text, 'city'::text, 'county'::text, 'zone'::text, 'township'::text, 'village'::text])));
CREATE INDEX division_closure_inside_area ON public.division_closure USING btree (area_code, level) WHERE (NOT is_loose);
alter table division_closure enable row level security;
create policy background on division_closure as permissive for all to cunbo_worker
  using (true);
create policy changeable on division_closure as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on division_closure as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) <> ''::text));
grant delete, insert, select, update on division_closure to cunbo_app;
grant select on division_closure to cunbo_worker;

create table division_register (
  province_code text collate "C" not null,
  source text not null,
  as_of date not null,
  sha256 text not null,
  row_count integer not null,
  imported_at timestamp with time zone not null default now(),
  contents_sha256 text not null default ''::text
);
alter table division_register add constraint division_register_pkey PRIMARY KEY (province_code);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.division_register FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('province_code', '');
alter table division_register enable row level security;
create policy background on division_register as permissive for all to cunbo_worker
  using (true);
create policy changeable on division_register as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on division_register as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) <> ''::text));
grant delete, insert, select, update on division_register to cunbo_app;
grant select on division_register to cunbo_worker;

create table division_succession (
  code text collate "C" not null,
  successor_code text collate "C" not null,
  kind text not null,
  valid_from date not null,
  is_main boolean not null,
  note text not null default ''::text
);
alter table division_succession add constraint division_succession_pkey PRIMARY KEY (code, successor_code);
alter table division_succession add constraint division_succession_code_fkey FOREIGN KEY (code) REFERENCES division(code);
alter table division_succession add constraint division_succession_successor_code_fkey FOREIGN KEY (successor_code) REFERENCES division(code);
alter table division_succession add constraint division_succession_elsewhere CHECK ((code <> successor_code));
alter table division_succession add constraint division_succession_kind_check CHECK ((kind = ANY (ARRAY['renamed'::text, 'moved'::text, 'merged'::text, 'split'::text])));
alter table division_succession add constraint division_succession_parts_only_of_splits CHECK ((is_main OR (kind = 'split'::text)));
CREATE UNIQUE INDEX division_succession_one_main ON public.division_succession USING btree (code) WHERE is_main;
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.division_succession FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('code,successor_code', '');
alter table division_succession enable row level security;
create policy background on division_succession as permissive for select to cunbo_worker
  using (true);
create policy changeable on division_succession as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on division_succession as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) <> ''::text));
grant delete, insert, select on division_succession to cunbo_app;
grant select on division_succession to cunbo_worker;

create table division_today (
  code text collate "C" not null,
  today_code text collate "C" not null,
  ended_on date not null
);
alter table division_today add constraint division_today_pkey PRIMARY KEY (code);
alter table division_today add constraint division_today_code_fkey FOREIGN KEY (code) REFERENCES division(code);
alter table division_today add constraint division_today_today_code_fkey FOREIGN KEY (today_code) REFERENCES division(code);
alter table division_today add constraint division_today_elsewhere CHECK ((code <> today_code));
alter table division_today enable row level security;
create policy background on division_today as permissive for select to cunbo_worker
  using (true);
create policy changeable on division_today as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on division_today as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) <> ''::text));
grant delete, insert, select, update on division_today to cunbo_app;
grant select on division_today to cunbo_worker;

create table entry_todo (
  shop_id bigint not null,
  entry_id bigint not null
);
alter table entry_todo add constraint entry_todo_pkey PRIMARY KEY (shop_id, entry_id);
alter table entry_todo enable row level security;
create policy background on entry_todo as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on entry_todo as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant select on entry_todo to cunbo_app;
grant delete, insert, select, update on entry_todo to cunbo_worker;

create table evidence_photo (
  id bigint not null generated by default as identity,
  live_session_id bigint,
  shop_id bigint,
  order_no text collate "C",
  taken_at timestamp with time zone not null,
  size integer not null,
  sha256 bytea not null,
  content bytea not null,
  created_at timestamp with time zone not null default now(),
  created_by text not null
);
alter table evidence_photo add constraint evidence_photo_pkey PRIMARY KEY (id);
alter table evidence_photo add constraint evidence_photo_live_session_id_fkey FOREIGN KEY (live_session_id) REFERENCES live_session(id);
alter table evidence_photo add constraint evidence_photo_of_order FOREIGN KEY (shop_id, order_no) REFERENCES sales_order(shop_id, order_no) ON DELETE CASCADE;
alter table evidence_photo add constraint evidence_photo_hash CHECK ((length(sha256) = 32));
alter table evidence_photo add constraint evidence_photo_of_one_thing CHECK ((((live_session_id IS NOT NULL) AND (shop_id IS NULL) AND (order_no IS NULL)) OR ((live_session_id IS NULL) AND (shop_id IS NOT NULL) AND (order_no IS NOT NULL))));
alter table evidence_photo add constraint evidence_photo_size CHECK (((size >= 1) AND (size <= 1000000)));
CREATE INDEX evidence_photo_by_order ON public.evidence_photo USING btree (shop_id, order_no, id) WHERE (shop_id IS NOT NULL);
CREATE INDEX evidence_photo_by_session ON public.evidence_photo USING btree (live_session_id, id) WHERE (live_session_id IS NOT NULL);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.evidence_photo FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', 'content');
alter table evidence_photo enable row level security;
create policy attached_to_own on evidence_photo as permissive for insert to cunbo_app
  with check (sees_evidence_of(live_session_id, shop_id));
create policy of_own_things on evidence_photo as permissive for select to cunbo_app
  using (sees_evidence_of(live_session_id, shop_id));
grant insert, select on evidence_photo to cunbo_app;

create table exchange_rate (
  currency text not null,
  day date not null,
  yuan_per_unit numeric(20,10) not null,
  imported_at timestamp with time zone not null default now(),
  imported_by text not null
);
alter table exchange_rate add constraint exchange_rate_pkey PRIMARY KEY (currency, day);
alter table exchange_rate add constraint exchange_rate_currency_check CHECK (((currency ~ '^[A-Z]{3}$'::text) AND (currency <> 'CNY'::text)));
alter table exchange_rate add constraint exchange_rate_yuan_per_unit_check CHECK ((yuan_per_unit > (0)::numeric));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.exchange_rate FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('currency,day', '');
alter table exchange_rate enable row level security;
create policy background on exchange_rate as permissive for select to cunbo_worker
  using (true);
create policy corrections on exchange_rate as permissive for update to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy everybody on exchange_rate as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['all'::text, 'division'::text, 'merchants'::text])));
create policy operators on exchange_rate as permissive for insert to cunbo_app
  with check ((( SELECT scope() AS scope) = 'all'::text));
grant insert, select, update on exchange_rate to cunbo_app;
grant select on exchange_rate to cunbo_worker;

create table exchange_rate_todo (
  currency text not null,
  from_day date not null
);
alter table exchange_rate_todo add constraint exchange_rate_todo_pkey PRIMARY KEY (currency, from_day);
alter table exchange_rate_todo enable row level security;
create policy background on exchange_rate_todo as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy operators on exchange_rate_todo as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
grant insert, select, update on exchange_rate_todo to cunbo_app;
grant delete, select, update on exchange_rate_todo to cunbo_worker;

create table fetched_order (
  shop_id bigint not null,
  order_no text collate "C" not null,
  body_hash bytea not null,
  message_key text collate "C" not null,
  fetched_at timestamp with time zone not null
);
alter table fetched_order add constraint fetched_order_pkey PRIMARY KEY (shop_id, order_no);
alter table fetched_order add constraint fetched_order_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table fetched_order enable row level security;
create policy background on fetched_order as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on fetched_order as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant select on fetched_order to cunbo_app;
grant delete, insert, select, update on fetched_order to cunbo_worker;

create table file_import (
  id bigint not null generated always as identity,
  shop_id bigint,
  account_id bigint not null,
  uploaded_by text not null,
  acting_account_id bigint not null,
  file_name text not null,
  byte_size bigint not null default 0,
  content_hash bytea,
  state text not null default 'uploading'::text,
  fault_code text,
  fault_detail text,
  family text,
  encoding text,
  sheet text,
  header_row integer,
  columns jsonb not null default '[]'::jsonb,
  bytes_read bigint not null default 0,
  rows_read bigint not null default 0,
  read_to integer not null default 0,
  is_staged boolean not null default false,
  combined_to text collate "C" not null default ''::text,
  rows_refused bigint not null default 0,
  flags jsonb not null default '[]'::jsonb,
  rows_passed bigint not null default 0,
  orders_new bigint not null default 0,
  orders_changed bigint not null default 0,
  orders_known bigint not null default 0,
  orders_waiting bigint not null default 0,
  orders_refused bigint not null default 0,
  paid_fen bigint not null default 0,
  refunded_fen bigint not null default 0,
  committed_to text collate "C" not null default ''::text,
  orders_committed bigint not null default 0,
  orders_undone bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  read_at timestamp with time zone,
  committed_at timestamp with time zone,
  committed_by text,
  applied_at timestamp with time zone,
  undone_at timestamp with time zone,
  undone_by text,
  undo_reason text,
  changed_at timestamp with time zone not null default now(),
  lease text,
  leased_until timestamp with time zone,
  orders_retired bigint not null default 0
);
alter table file_import add constraint file_import_pkey PRIMARY KEY (id);
alter table file_import add constraint file_import_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
alter table file_import add constraint file_import_acting_account_id_fkey FOREIGN KEY (acting_account_id) REFERENCES account(id);
alter table file_import add constraint file_import_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table file_import add constraint file_import_state_check CHECK ((state = ANY (ARRAY['uploading'::text, 'reading'::text, 'preview'::text, 'committing'::text, 'committed'::text, 'applied'::text, 'undoing'::text, 'undone'::text, 'failed'::text, 'discarded'::text])));
CREATE INDEX file_import_by_shop ON public.file_import USING btree (shop_id, id);
CREATE INDEX file_import_to_do ON public.file_import USING btree (id) WHERE (state = ANY (ARRAY['reading'::text, 'committing'::text, 'committed'::text, 'undoing'::text]));
alter table file_import enable row level security;
create policy background on file_import as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on file_import as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR ((shop_id IS NOT NULL) AND sees_shop(shop_id)) OR ((shop_id IS NULL) AND ((account_id)::text = ( SELECT current_setting('cunbo.account_id'::text, true) AS current_setting)))))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR ((shop_id IS NOT NULL) AND sees_shop(shop_id)) OR ((shop_id IS NULL) AND ((account_id)::text = ( SELECT current_setting('cunbo.account_id'::text, true) AS current_setting)))));
grant delete, insert, select, update on file_import to cunbo_app;
grant delete, select, update on file_import to cunbo_worker;

create table file_import_chunk (
  import_id bigint not null,
  chunk_no integer not null,
  sealed bytea not null
);
alter table file_import_chunk add constraint file_import_chunk_pkey PRIMARY KEY (import_id, chunk_no);
alter table file_import_chunk add constraint file_import_chunk_import_id_fkey FOREIGN KEY (import_id) REFERENCES file_import(id) ON DELETE CASCADE;
alter table file_import_chunk enable row level security;
create policy background on file_import_chunk as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_imports on file_import_chunk as permissive for all to cunbo_app
  using ((import_id IN ( SELECT i.id
   FROM file_import i)))
  with check ((import_id IN ( SELECT i.id
   FROM file_import i)));
grant delete, insert, select, update on file_import_chunk to cunbo_app;
grant delete, select on file_import_chunk to cunbo_worker;

create table file_import_order (
  import_id bigint not null,
  order_no text collate "C" not null,
  row_no integer not null,
  message_key text collate "C" not null,
  body_hash bytea not null,
  body bytea not null
);
alter table file_import_order add constraint file_import_order_pkey PRIMARY KEY (import_id, order_no);
alter table file_import_order add constraint file_import_order_import_id_fkey FOREIGN KEY (import_id) REFERENCES file_import(id) ON DELETE CASCADE;
alter table file_import_order enable row level security;
create policy background on file_import_order as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_imports on file_import_order as permissive for all to cunbo_app
  using ((import_id IN ( SELECT i.id
   FROM file_import i)))
  with check ((import_id IN ( SELECT i.id
   FROM file_import i)));
grant delete, insert, select on file_import_order to cunbo_app;
grant delete, select on file_import_order to cunbo_worker;

create table file_import_row (
  import_id bigint not null,
  row_no integer not null,
  order_no text collate "C" not null,
  cells json,
  refusal jsonb
);
alter table file_import_row add constraint file_import_row_pkey PRIMARY KEY (import_id, row_no);
alter table file_import_row add constraint file_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES file_import(id) ON DELETE CASCADE;
CREATE INDEX file_import_row_by_order ON public.file_import_row USING btree (import_id, order_no, row_no);
CREATE INDEX file_import_row_refused ON public.file_import_row USING btree (import_id, row_no) WHERE (refusal IS NOT NULL);
alter table file_import_row enable row level security;
create policy background on file_import_row as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_imports on file_import_row as permissive for all to cunbo_app
  using ((import_id IN ( SELECT i.id
   FROM file_import i)))
  with check ((import_id IN ( SELECT i.id
   FROM file_import i)));
grant delete, insert, select, update on file_import_row to cunbo_app;
grant delete, select on file_import_row to cunbo_worker;

create table file_word (
  shop_id bigint not null,
  message_key text collate "C" not null,
  import_id bigint not null,
  order_no text collate "C" not null,
  row_no integer not null,
  withdrawn_at timestamp with time zone
);
alter table file_word add constraint file_word_pkey PRIMARY KEY (shop_id, message_key, import_id);
alter table file_word add constraint file_word_import_id_fkey FOREIGN KEY (import_id) REFERENCES file_import(id);
CREATE INDEX file_word_standing ON public.file_word USING btree (import_id, order_no) WHERE (withdrawn_at IS NULL);
alter table file_word enable row level security;
create policy background on file_word as permissive for select to cunbo_worker
  using (true);
create policy own_shops on file_word as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant insert, select, update on file_word to cunbo_app;
grant select on file_word to cunbo_worker;

create table host (
  id bigint not null generated always as identity,
  merchant_id bigint not null,
  name text not null,
  platform_host_id text collate "C",
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  revision integer not null default 1
);
alter table host add constraint host_pkey PRIMARY KEY (id);
alter table host add constraint host_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id);
CREATE UNIQUE INDEX host_platform_id_once_per_merchant ON public.host USING btree (merchant_id, platform_host_id) WHERE (archived_at IS NULL);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.host FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
CREATE TRIGGER host_added_moves_sales AFTER INSERT ON public.host FOR EACH ROW WHEN ((new.platform_host_id IS NOT NULL)) EXECUTE FUNCTION note_host();
CREATE TRIGGER host_changed_moves_sales AFTER UPDATE ON public.host FOR EACH ROW WHEN (((old.platform_host_id IS DISTINCT FROM new.platform_host_id) OR (old.archived_at IS DISTINCT FROM new.archived_at))) EXECUTE FUNCTION note_host();
alter table host enable row level security;
create policy background on host as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_hosts on host as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'host'::text) AND sees_host(id)));
create policy own_merchants on host as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)));
grant insert, select, update on host to cunbo_app;
grant select on host to cunbo_worker;

create table idempotency_key (
  account_id bigint not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  body text,
  created_at timestamp with time zone not null default now()
);
alter table idempotency_key add constraint idempotency_key_pkey PRIMARY KEY (account_id, key);
alter table idempotency_key add constraint idempotency_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
alter table idempotency_key enable row level security;
create policy own_account on idempotency_key as permissive for all to cunbo_app
  using (((account_id)::text = ( SELECT current_setting('cunbo.account_id'::text, true) AS current_setting)))
  with check (((account_id)::text = ( SELECT current_setting('cunbo.account_id'::text, true) AS current_setting)));
grant delete, insert, select, update on idempotency_key to cunbo_app;

create table inbox_message (
  shop_id bigint not null,
  message_key text collate "C" not null,
  body_hash bytea not null,
  state text not null,
  reason_code text,
  reason_detail text,
  received_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  origin text not null default 'push'::text,
  external_shop_id text,
  message_type text,
  order_no text collate "C"
);
alter table inbox_message add constraint inbox_message_pkey PRIMARY KEY (shop_id, message_key);
alter table inbox_message add constraint inbox_message_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table inbox_message add constraint inbox_message_origin_check CHECK ((origin = ANY (ARRAY['push'::text, 'bridge'::text, 'pull'::text, 'file'::text])));
alter table inbox_message add constraint inbox_message_state_check CHECK ((state = ANY (ARRAY['received'::text, 'awaiting-detail'::text, 'applied'::text, 'ignored'::text, 'quarantined'::text, 'conflict'::text])));
CREATE INDEX inbox_message_awaiting ON public.inbox_message USING btree (shop_id, order_no) WHERE (state = 'awaiting-detail'::text);
CREATE INDEX inbox_message_by_shop ON public.inbox_message USING btree (shop_id, received_at, message_key);
CREATE INDEX inbox_message_by_state ON public.inbox_message USING btree (state, received_at, shop_id, message_key) WHERE (state = ANY (ARRAY['awaiting-detail'::text, 'ignored'::text, 'quarantined'::text, 'conflict'::text]));
alter table inbox_message enable row level security;
create policy background on inbox_message as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy door on inbox_message as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'door'::text))
  with check ((( SELECT scope() AS scope) = 'door'::text));
create policy door_only_adds on inbox_message as restrictive for update to cunbo_app
  using ((( SELECT scope() AS scope) <> 'door'::text));
create policy own_shops on inbox_message as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) <> 'door'::text) AND sees_shop(shop_id))))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) <> 'door'::text) AND sees_shop(shop_id))));
grant insert, select, update on inbox_message to cunbo_app;
grant insert, select, update on inbox_message to cunbo_worker;

create table inbox_payload (
  received_day date not null,
  shop_id bigint not null,
  message_key text collate "C" not null,
  body bytea not null,
  is_sealed boolean not null
) partition by RANGE (received_day);
alter table inbox_payload add constraint inbox_payload_pkey PRIMARY KEY (received_day, shop_id, message_key);
alter table inbox_payload enable row level security;
create policy background on inbox_payload as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy door on inbox_payload as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'door'::text))
  with check ((( SELECT scope() AS scope) = 'door'::text));
create policy own_shops on inbox_payload as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) <> 'door'::text) AND sees_shop(shop_id))))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) <> 'door'::text) AND sees_shop(shop_id))));
grant insert, select on inbox_payload to cunbo_app;
grant insert, select on inbox_payload to cunbo_worker;

create table inbox_payload_unplanned partition of inbox_payload DEFAULT;
alter table inbox_payload_unplanned enable row level security;

create table inbox_todo (
  shop_id bigint not null,
  message_key text collate "C" not null
);
alter table inbox_todo add constraint inbox_todo_pkey PRIMARY KEY (shop_id, message_key);
alter table inbox_todo enable row level security;
create policy background on inbox_todo as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy door on inbox_todo as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'door'::text))
  with check ((( SELECT scope() AS scope) = 'door'::text));
create policy door_only_adds on inbox_todo as restrictive for update to cunbo_app
  using ((( SELECT scope() AS scope) <> 'door'::text));
create policy own_shops on inbox_todo as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) <> 'door'::text) AND sees_shop(shop_id))))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) <> 'door'::text) AND sees_shop(shop_id))));
grant insert, select, update on inbox_todo to cunbo_app;
grant delete, insert, select, update on inbox_todo to cunbo_worker;

create table instance (
  only_row boolean not null default true,
  is_sample_data boolean not null,
  created_at timestamp with time zone not null default now()
);
alter table instance add constraint instance_pkey PRIMARY KEY (only_row);
alter table instance add constraint instance_only_row_check CHECK (only_row);
alter table instance enable row level security;
create policy background on instance as permissive for all to cunbo_worker
  using (true);
create policy changeable on instance as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on instance as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) <> ''::text));
grant insert, select on instance to cunbo_app;
grant select on instance to cunbo_worker;

create table invitation (
  id bigint not null generated always as identity,
  token_hash bytea not null,
  role text not null,
  name text not null,
  division_code text collate "C",
  merchant_ids bigint[] not null default '{}'::bigint[],
  invited_by bigint not null,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  host_ids bigint[] not null default '{}'::bigint[]
);
alter table invitation add constraint invitation_pkey PRIMARY KEY (id);
alter table invitation add constraint invitation_token_once UNIQUE (token_hash);
alter table invitation add constraint invitation_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(code);
alter table invitation add constraint invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES account(id);
alter table invitation add constraint invitation_division_check CHECK (((role = 'bureau'::text) = (division_code IS NOT NULL)));
alter table invitation add constraint invitation_hosts_check CHECK (((role = 'host'::text) = (cardinality(host_ids) > 0)));
alter table invitation add constraint invitation_merchants_check CHECK (((role = ANY (ARRAY['lead'::text, 'clerk'::text])) = (cardinality(merchant_ids) > 0)));
alter table invitation add constraint invitation_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'auditor'::text, 'bureau'::text, 'lead'::text, 'clerk'::text, 'host'::text])));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.invitation FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', 'token_hash');
alter table invitation enable row level security;
create policy accepted on invitation as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = 'sign-in'::text));
create policy accepting on invitation as permissive for update to cunbo_app
  using ((( SELECT scope() AS scope) = 'sign-in'::text))
  with check ((( SELECT scope() AS scope) = 'sign-in'::text));
create policy givers on invitation as permissive for all to cunbo_app
  using (may_give(role, division_code, merchant_ids, host_ids))
  with check (may_give(role, division_code, merchant_ids, host_ids));
grant delete, insert, select, update on invitation to cunbo_app;

create table item_mapping (
  shop_id bigint not null,
  item_id text collate "C" not null,
  sku_id text collate "C" not null default ''::text,
  product_id bigint not null,
  mapped_at timestamp with time zone not null default now()
);
alter table item_mapping add constraint item_mapping_pkey PRIMARY KEY (shop_id, item_id, sku_id);
alter table item_mapping add constraint item_mapping_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id);
alter table item_mapping add constraint item_mapping_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
CREATE INDEX item_mapping_by_product ON public.item_mapping USING btree (product_id);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.item_mapping FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('shop_id,item_id,sku_id', '');
CREATE TRIGGER item_mapping_moves_sales AFTER INSERT OR DELETE OR UPDATE ON public.item_mapping FOR EACH ROW EXECUTE FUNCTION note_item_mapping();
alter table item_mapping enable row level security;
create policy background on item_mapping as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on item_mapping as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant delete, insert, select, update on item_mapping to cunbo_app;
grant select on item_mapping to cunbo_worker;

create table kept_key (
  purpose text collate "C" not null,
  sealed bytea not null
);
alter table kept_key add constraint kept_key_pkey PRIMARY KEY (purpose);
alter table kept_key enable row level security;

create table legal_hold (
  id bigint not null generated always as identity,
  merchant_id bigint,
  shop_id bigint,
  order_no text collate "C",
  reason text not null,
  placed_at timestamp with time zone not null default now(),
  placed_by text not null,
  lifted_at timestamp with time zone,
  lifted_by text,
  lift_reason text
);
alter table legal_hold add constraint legal_hold_pkey PRIMARY KEY (id);
alter table legal_hold add constraint legal_hold_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id);
alter table legal_hold add constraint legal_hold_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table legal_hold add constraint legal_hold_lifted_whole CHECK ((num_nonnulls(lifted_at, lifted_by, lift_reason) = ANY (ARRAY[0, 3])));
alter table legal_hold add constraint legal_hold_names_one_thing CHECK (((num_nonnulls(merchant_id, shop_id) = 1) AND ((order_no IS NULL) OR (shop_id IS NOT NULL))));
CREATE INDEX legal_hold_standing_by_merchant ON public.legal_hold USING btree (merchant_id) WHERE (lifted_at IS NULL);
CREATE INDEX legal_hold_standing_by_shop ON public.legal_hold USING btree (shop_id, order_no) WHERE (lifted_at IS NULL);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.legal_hold FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
alter table legal_hold enable row level security;
create policy background on legal_hold as permissive for select to cunbo_worker
  using (true);
create policy operator on legal_hold as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
grant insert, select on legal_hold to cunbo_app;
grant select on legal_hold to cunbo_worker;

create table live_session (
  id bigint not null generated always as identity,
  merchant_id bigint not null,
  title text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  host_id bigint,
  shop_id bigint,
  room_id text collate "C",
  product_ids bigint[] not null default '{}'::bigint[],
  views bigint,
  viewers bigint,
  peak_online bigint,
  likes bigint,
  comments bigint,
  new_followers bigint,
  product_clicks bigint,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  revision integer not null default 1,
  kind text not null default 'selling'::text,
  buyers bigint,
  note text
);
alter table live_session add constraint live_session_pkey PRIMARY KEY (id);
alter table live_session add constraint live_session_host_id_fkey FOREIGN KEY (host_id) REFERENCES host(id);
alter table live_session add constraint live_session_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id);
alter table live_session add constraint live_session_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table live_session add constraint live_session_kind_check CHECK ((kind = ANY (ARRAY['selling'::text, 'slow-live'::text, 'recruiting'::text, 'official'::text])));
alter table live_session add constraint live_session_length CHECK (((ended_at IS NULL) OR ((ended_at >= started_at) AND (ended_at <= (started_at + '31 days'::interval)))));
alter table live_session add constraint live_session_note_length CHECK (((char_length(note) >= 1) AND (char_length(note) <= 200)));
CREATE INDEX live_session_by_merchant ON public.live_session USING btree (merchant_id, started_at);
CREATE INDEX live_session_by_room ON public.live_session USING btree (merchant_id, room_id) WHERE ((archived_at IS NULL) AND (room_id IS NOT NULL));
CREATE INDEX live_session_by_shop_time ON public.live_session USING btree (shop_id, started_at) WHERE (archived_at IS NULL);
CREATE INDEX live_session_by_start ON public.live_session USING btree (started_at, id) WHERE (archived_at IS NULL);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.live_session FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
CREATE TRIGGER live_session_begun_moves_sales AFTER INSERT ON public.live_session FOR EACH ROW EXECUTE FUNCTION note_live_session();
CREATE TRIGGER live_session_changed_moves_sales AFTER UPDATE ON public.live_session FOR EACH ROW WHEN (((((((old.started_at IS DISTINCT FROM new.started_at) OR (old.ended_at IS DISTINCT FROM new.ended_at)) OR (old.host_id IS DISTINCT FROM new.host_id)) OR (old.shop_id IS DISTINCT FROM new.shop_id)) OR (old.room_id IS DISTINCT FROM new.room_id)) OR (old.archived_at IS DISTINCT FROM new.archived_at))) EXECUTE FUNCTION note_live_session();
alter table live_session enable row level security;
create policy background on live_session as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy locked_by_own_hosts on live_session as permissive for update to cunbo_app
  using (((( SELECT scope() AS scope) = 'host'::text) AND sees_host(host_id)))
  with check (false);
create policy own_hosts on live_session as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'host'::text) AND sees_host(host_id)));
create policy own_merchants on live_session as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)));
grant insert, select, update on live_session to cunbo_app;
grant select on live_session to cunbo_worker;

create table live_session_reading (
  live_session_id bigint not null,
  at timestamp with time zone not null,
  source text not null,
  online bigint,
  views bigint,
  viewers bigint,
  buyers bigint,
  likes bigint,
  comments bigint,
  new_followers bigint,
  product_clicks bigint,
  recorded_at timestamp with time zone not null default now()
);
alter table live_session_reading add constraint live_session_reading_pkey PRIMARY KEY (live_session_id, at);
alter table live_session_reading add constraint live_session_reading_live_session_id_fkey FOREIGN KEY (live_session_id) REFERENCES live_session(id);
alter table live_session_reading add constraint live_session_reading_buyers_check CHECK ((buyers >= 0));
alter table live_session_reading add constraint live_session_reading_comments_check CHECK ((comments >= 0));
alter table live_session_reading add constraint live_session_reading_likes_check CHECK ((likes >= 0));
alter table live_session_reading add constraint live_session_reading_new_followers_check CHECK ((new_followers >= 0));
alter table live_session_reading add constraint live_session_reading_online_check CHECK ((online >= 0));
alter table live_session_reading add constraint live_session_reading_product_clicks_check CHECK ((product_clicks >= 0));
alter table live_session_reading add constraint live_session_reading_source_check CHECK ((source = ANY (ARRAY['typed'::text, 'imported'::text, 'pushed'::text])));
alter table live_session_reading add constraint live_session_reading_viewers_check CHECK ((viewers >= 0));
alter table live_session_reading add constraint live_session_reading_views_check CHECK ((views >= 0));
alter table live_session_reading enable row level security;
create policy background on live_session_reading as permissive for all to cunbo_worker
  using (true);
create policy own_sessions on live_session_reading as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_live_session(live_session_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_live_session(live_session_id)));
grant insert, select, update on live_session_reading to cunbo_app;

create table live_session_summary (
  live_session_id bigint not null,
  readings integer not null,
  resets integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  views numeric(30,0),
  viewers numeric(30,0),
  buyers numeric(30,0),
  likes numeric(30,0),
  comments numeric(30,0),
  new_followers numeric(30,0),
  product_clicks numeric(30,0),
  peak_online bigint,
  online_ms numeric(30,0),
  observed_ms bigint
);
alter table live_session_summary add constraint live_session_summary_pkey PRIMARY KEY (live_session_id);
alter table live_session_summary add constraint live_session_summary_live_session_id_fkey FOREIGN KEY (live_session_id) REFERENCES live_session(id);
alter table live_session_summary enable row level security;
create policy background on live_session_summary as permissive for all to cunbo_worker
  using (true);
create policy own_sessions on live_session_summary as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_live_session(live_session_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_live_session(live_session_id)));
grant insert, select, update on live_session_summary to cunbo_app;

create table merchant (
  id bigint not null generated always as identity,
  name text not null,
  kind text not null,
  division_code text collate "C" not null,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  revision integer not null default 1,
  merged_into_id bigint
);
alter table merchant add constraint merchant_pkey PRIMARY KEY (id);
alter table merchant add constraint merchant_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(code);
alter table merchant add constraint merchant_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES merchant(id);
alter table merchant add constraint merchant_kind_check CHECK ((kind = ANY (ARRAY['cooperative'::text, 'company'::text, 'household'::text, 'collective'::text])));
alter table merchant add constraint merchant_not_into_itself CHECK ((merged_into_id <> id));
CREATE INDEX merchant_by_division ON public.merchant USING btree (division_code);
CREATE INDEX merchant_by_merger ON public.merchant USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.merchant FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
CREATE TRIGGER merchant_has_manual_shop AFTER INSERT ON public.merchant FOR EACH ROW EXECUTE FUNCTION give_manual_shop();
CREATE TRIGGER merchant_moved_moves_sales AFTER UPDATE ON public.merchant FOR EACH ROW WHEN (((old.division_code IS DISTINCT FROM new.division_code) OR (old.merged_into_id IS DISTINCT FROM new.merged_into_id))) EXECUTE FUNCTION note_merchant();
alter table merchant enable row level security;
create policy background on merchant as permissive for all to cunbo_worker
  using (true);
create policy own_merchants on merchant as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) = 'division'::text) AND starts_with(division_code, ( SELECT current_setting('cunbo.division_prefix'::text, true) AS current_setting))) OR sees_merchant(id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) = 'division'::text) AND starts_with(division_code, ( SELECT current_setting('cunbo.division_prefix'::text, true) AS current_setting)))));
grant insert, select, update on merchant to cunbo_app;
grant select on merchant to cunbo_worker;

create table merchant_application (
  id bigint not null generated always as identity,
  name text not null,
  kind text not null,
  division_code text collate "C" not null,
  contact_name text,
  username text,
  password_hash text,
  note text,
  state text not null default 'waiting'::text,
  applied_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by text,
  reason text,
  merchant_id bigint,
  account_id bigint
);
alter table merchant_application add constraint merchant_application_pkey PRIMARY KEY (id);
alter table merchant_application add constraint merchant_application_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
alter table merchant_application add constraint merchant_application_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(code);
alter table merchant_application add constraint merchant_application_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id);
alter table merchant_application add constraint merchant_application_forgets_the_refused CHECK (((state = 'refused'::text) = ((username IS NULL) AND (contact_name IS NULL))));
alter table merchant_application add constraint merchant_application_has_made CHECK (((state = 'approved'::text) = ((merchant_id IS NOT NULL) AND (account_id IS NOT NULL))));
alter table merchant_application add constraint merchant_application_is_decided CHECK (((state = 'waiting'::text) = (decided_at IS NULL)));
alter table merchant_application add constraint merchant_application_keeps_no_password CHECK (((state = 'waiting'::text) = (password_hash IS NOT NULL)));
alter table merchant_application add constraint merchant_application_kind_check CHECK ((kind = ANY (ARRAY['cooperative'::text, 'company'::text, 'household'::text, 'collective'::text])));
alter table merchant_application add constraint merchant_application_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'approved'::text, 'refused'::text])));
CREATE UNIQUE INDEX merchant_application_username_once ON public.merchant_application USING btree (username) WHERE (state = 'waiting'::text);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.merchant_application FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', 'password_hash,contact_name,username,note');
alter table merchant_application enable row level security;
create policy applied on merchant_application as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'sign-in'::text) AND (state = 'waiting'::text)));
create policy applying on merchant_application as permissive for insert to cunbo_app
  with check (((( SELECT scope() AS scope) = 'sign-in'::text) AND (state = 'waiting'::text)));
create policy deciding on merchant_application as permissive for update to cunbo_app
  using (sees_division(division_code))
  with check (sees_division(division_code));
create policy inside on merchant_application as permissive for select to cunbo_app
  using (sees_division(division_code));
grant insert, select, update on merchant_application to cunbo_app;

create table message_field (
  platform text not null,
  name text not null,
  seen_as text not null,
  message_type text not null,
  first_seen_at timestamp with time zone not null default now(),
  verdict text not null default 'unclassified'::text,
  decided_at timestamp with time zone,
  decided_by text
);
alter table message_field add constraint message_field_pkey PRIMARY KEY (platform, name);
alter table message_field add constraint message_field_verdict_check CHECK ((verdict = ANY (ARRAY['unclassified'::text, 'harmless'::text, 'personal'::text])));
CREATE TRIGGER audited AFTER DELETE OR UPDATE ON public.message_field FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('platform,name', '');
alter table message_field enable row level security;
create policy background on message_field as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy operators on message_field as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['all'::text, 'door'::text])))
  with check ((( SELECT scope() AS scope) = 'all'::text));
grant insert, select, update on message_field to cunbo_app;
grant insert, select, update on message_field to cunbo_worker;

create table migration (
  id integer not null default nextval('migration_id_seq'::regclass),
  "timestamp" bigint not null,
  name character varying not null
);
alter table migration add constraint "PK_3043fc6b8af7c99b8b98830094f" PRIMARY KEY (id);
alter table migration enable row level security;

create table order_line (
  shop_id bigint not null,
  order_no text collate "C" not null,
  line_no text collate "C" not null,
  item_id text collate "C" not null default ''::text,
  sku_id text collate "C" not null default ''::text,
  product_id bigint,
  title text not null default ''::text,
  quantity bigint not null,
  paid_fen bigint not null,
  lot text,
  is_gift boolean not null default false,
  shipped_at timestamp with time zone,
  original_amount text
);
alter table order_line add constraint order_line_pkey PRIMARY KEY (shop_id, order_no, line_no);
alter table order_line add constraint order_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id);
alter table order_line add constraint order_line_shop_id_order_no_fkey FOREIGN KEY (shop_id, order_no) REFERENCES sales_order(shop_id, order_no);
alter table order_line add constraint order_line_paid_fen_check CHECK ((paid_fen >= 0));
alter table order_line add constraint order_line_quantity_check CHECK ((quantity >= 0));
CREATE INDEX order_line_by_item ON public.order_line USING btree (shop_id, item_id, sku_id);
CREATE INDEX order_line_by_lot ON public.order_line USING btree (lot) WHERE (lot IS NOT NULL);
CREATE INDEX order_line_by_product ON public.order_line USING btree (product_id) WHERE (product_id IS NOT NULL);
alter table order_line enable row level security;
create policy background on order_line as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on order_line as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant delete, insert, select, update on order_line to cunbo_app;
grant delete, insert, select, update on order_line to cunbo_worker;

create table order_refund (
  shop_id bigint not null,
  order_no text collate "C" not null,
  refund_no text collate "C" not null,
  line_no text collate "C" not null,
  item_id text collate "C" not null default ''::text,
  sku_id text collate "C" not null default ''::text,
  product_id bigint,
  amount_fen bigint not null,
  freight_fen bigint not null default 0,
  quantity bigint,
  status text not null,
  succeeded_at timestamp with time zone,
  reason text,
  kind text not null default 'refund'::text,
  reason_class text not null default 'unstated'::text,
  phase text not null default 'after-dispatch'::text,
  lot text,
  original_amount text
);
alter table order_refund add constraint order_refund_pkey PRIMARY KEY (shop_id, order_no, refund_no);
alter table order_refund add constraint order_refund_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id);
alter table order_refund add constraint order_refund_shop_id_order_no_fkey FOREIGN KEY (shop_id, order_no) REFERENCES sales_order(shop_id, order_no);
alter table order_refund add constraint order_refund_amount_fen_check CHECK ((amount_fen >= 0));
alter table order_refund add constraint order_refund_freight_fen_check CHECK ((freight_fen >= 0));
alter table order_refund add constraint order_refund_kind_check CHECK ((kind = ANY (ARRAY['refund'::text, 'return'::text, 'exchange'::text, 'resend'::text])));
alter table order_refund add constraint order_refund_phase_check CHECK ((phase = ANY (ARRAY['before-dispatch'::text, 'after-dispatch'::text])));
alter table order_refund add constraint order_refund_reason_class_check CHECK ((reason_class = ANY (ARRAY['breakage'::text, 'quality'::text, 'not-as-described'::text, 'delivery'::text, 'price'::text, 'changed-mind'::text, 'other'::text, 'unstated'::text])));
alter table order_refund add constraint order_refund_status_check CHECK ((status = ANY (ARRAY['succeeded'::text, 'requested'::text, 'refused'::text, 'cancelled'::text])));
alter table order_refund add constraint order_refund_succeeded_has_time CHECK (((status <> 'succeeded'::text) OR (succeeded_at IS NOT NULL)));
CREATE INDEX order_refund_by_item ON public.order_refund USING btree (shop_id, item_id) WHERE (item_id <> ''::text);
CREATE INDEX order_refund_by_lot ON public.order_refund USING btree (lot) WHERE (lot IS NOT NULL);
CREATE INDEX order_refund_by_product ON public.order_refund USING btree (product_id) WHERE (product_id IS NOT NULL);
alter table order_refund enable row level security;
create policy background on order_refund as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on order_refund as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant delete, insert, select, update on order_refund to cunbo_app;
grant delete, insert, select, update on order_refund to cunbo_worker;

create table order_todo (
  shop_id bigint not null,
  order_no text collate "C" not null
);
alter table order_todo add constraint order_todo_pkey PRIMARY KEY (shop_id, order_no);
alter table order_todo enable row level security;
create policy background on order_todo as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on order_todo as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant insert, select, update on order_todo to cunbo_app;
grant delete, insert, select, update on order_todo to cunbo_worker;

create table order_word (
  shop_id bigint not null,
  order_no text collate "C" not null,
  subject text collate "C" not null,
  message_key text collate "C" not null,
  source text not null,
  version bigint,
  said_at timestamp with time zone not null,
  content jsonb not null
);
alter table order_word add constraint order_word_pkey PRIMARY KEY (shop_id, order_no, subject, message_key);
alter table order_word add constraint order_word_source_check CHECK ((source = ANY (ARRAY['platform'::text, 'file'::text, 'hand'::text])));
alter table order_word enable row level security;
create policy background on order_word as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on order_word as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant insert, select on order_word to cunbo_app;
grant insert, select on order_word to cunbo_worker;

create table platform_app (
  id bigint not null generated always as identity,
  platform text not null,
  name text not null,
  credentials bytea,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  revision integer not null default 1
);
alter table platform_app add constraint platform_app_pkey PRIMARY KEY (id);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.platform_app FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', 'credentials');
alter table platform_app enable row level security;
create policy background on platform_app as permissive for select to cunbo_worker
  using (true);
create policy operators on platform_app as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['all'::text, 'door'::text])))
  with check ((( SELECT scope() AS scope) = 'all'::text));
grant insert, select, update on platform_app to cunbo_app;
grant select on platform_app to cunbo_worker;

create table platform_token (
  owner text not null,
  sealed bytea not null,
  expires_at timestamp with time zone not null,
  renewed_at timestamp with time zone not null
);
alter table platform_token add constraint platform_token_pkey PRIMARY KEY (owner);
alter table platform_token add constraint platform_token_owner_check CHECK ((owner ~ '^(shop|app):[0-9]+$'::text));
alter table platform_token enable row level security;
create policy background on platform_token as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy operators on platform_token as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
grant delete on platform_token to cunbo_app;
grant delete, insert, select, update on platform_token to cunbo_worker;

create table platform_total (
  shop_id bigint not null,
  day date not null,
  paid_fen bigint not null,
  orders bigint not null,
  source text not null,
  note text,
  recorded_at timestamp with time zone not null default now(),
  recorded_by text not null
);
alter table platform_total add constraint platform_total_pkey PRIMARY KEY (shop_id, day);
alter table platform_total add constraint platform_total_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table platform_total add constraint platform_total_orders_check CHECK ((orders >= 0));
alter table platform_total add constraint platform_total_paid_fen_check CHECK ((paid_fen >= 0));
alter table platform_total add constraint platform_total_source_check CHECK ((source = ANY (ARRAY['typed'::text, 'pulled'::text])));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.platform_total FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('shop_id,day', '');
alter table platform_total enable row level security;
create policy background on platform_total as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on platform_total as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant delete, insert, select, update on platform_total to cunbo_app;
grant delete, insert, select, update on platform_total to cunbo_worker;

create table platform_total_order (
  shop_id bigint not null,
  day date not null,
  order_no text collate "C" not null,
  paid_fen bigint
);
alter table platform_total_order add constraint platform_total_order_pkey PRIMARY KEY (shop_id, day, order_no);
alter table platform_total_order add constraint platform_total_order_shop_id_day_fkey FOREIGN KEY (shop_id, day) REFERENCES platform_total(shop_id, day) ON DELETE CASCADE;
alter table platform_total_order add constraint platform_total_order_paid_fen_check CHECK ((paid_fen >= 0));
CREATE INDEX platform_total_order_without_amount ON public.platform_total_order USING btree (shop_id, day) WHERE (paid_fen IS NULL);
alter table platform_total_order enable row level security;
create policy background on platform_total_order as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on platform_total_order as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant delete, insert, select, update on platform_total_order to cunbo_app;
grant delete, insert, select, update on platform_total_order to cunbo_worker;

create table platform_total_todo (
  shop_id bigint not null,
  day date not null,
  due_at timestamp with time zone,
  leased_until timestamp with time zone,
  attempts integer not null default 0,
  fault_code text,
  fault_detail text
);
alter table platform_total_todo add constraint platform_total_todo_pkey PRIMARY KEY (shop_id, day);
alter table platform_total_todo add constraint platform_total_todo_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
CREATE INDEX platform_total_todo_by_due ON public.platform_total_todo USING btree (due_at) WHERE (due_at IS NOT NULL);
alter table platform_total_todo enable row level security;
create policy background on platform_total_todo as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on platform_total_todo as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant delete, insert, select, update on platform_total_todo to cunbo_app;
grant delete, insert, select, update on platform_total_todo to cunbo_worker;

create table product (
  id bigint not null generated always as identity,
  merchant_id bigint not null,
  name text not null,
  category text collate "C" not null,
  origin_division_code text collate "C",
  is_agricultural boolean not null,
  gi_mark text,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  revision integer not null default 1
);
alter table product add constraint product_pkey PRIMARY KEY (id);
alter table product add constraint product_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id);
alter table product add constraint product_origin_division_code_fkey FOREIGN KEY (origin_division_code) REFERENCES division(code);
CREATE INDEX product_by_merchant ON public.product USING btree (merchant_id);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.product FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
CREATE TRIGGER product_moves_sales AFTER UPDATE ON public.product FOR EACH ROW WHEN (((old.category IS DISTINCT FROM new.category) OR (old.origin_division_code IS DISTINCT FROM new.origin_division_code))) EXECUTE FUNCTION note_product();
alter table product enable row level security;
create policy background on product as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_merchants on product as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)));
grant insert, select, update on product to cunbo_app;
grant select on product to cunbo_worker;

create table public_page (
  only_row boolean not null default true,
  is_on boolean not null default false,
  title text not null default ''::text
);
alter table public_page add constraint public_page_pkey PRIMARY KEY (only_row);
alter table public_page add constraint public_page_only_row_check CHECK (only_row);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.public_page FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('only_row', '');
alter table public_page enable row level security;
create policy decided_by_operator on public_page as permissive for update to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on public_page as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text));
grant select, update on public_page to cunbo_app;

create table reattribution_todo (
  id bigint not null generated always as identity,
  kind text not null,
  shop_id bigint,
  item_id text collate "C",
  product_id bigint,
  live_session_id bigint,
  room_ids text[] not null default '{}'::text[],
  shop_ids bigint[] not null default '{}'::bigint[],
  host_ids text[] not null default '{}'::text[],
  merchant_id bigint,
  division_code text collate "C",
  paid_from timestamp with time zone,
  paid_to timestamp with time zone,
  rule_id bigint
);
alter table reattribution_todo add constraint reattribution_todo_pkey PRIMARY KEY (id);
alter table reattribution_todo add constraint reattribution_todo_kind_check CHECK ((kind = ANY (ARRAY['item'::text, 'product'::text, 'session'::text, 'host'::text, 'merchant'::text, 'division'::text, 'rule'::text])));
alter table reattribution_todo enable row level security;
create policy background on reattribution_todo as permissive for all to cunbo_worker
  using (true);
create policy pending on reattribution_todo as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text));
grant select on reattribution_todo to cunbo_app;
grant delete, select, update on reattribution_todo to cunbo_worker;

create table report_cell (
  table_id bigint not null,
  indicator_key text not null,
  area_key text not null,
  level text not null,
  rate text not null
);
alter table report_cell add constraint report_cell_pkey PRIMARY KEY (table_id, indicator_key, area_key);
alter table report_cell add constraint report_cell_table_id_fkey FOREIGN KEY (table_id) REFERENCES report_table(id);
alter table report_cell add constraint report_cell_level_is_a_figure CHECK ((level ~ '^(-?\d{1,15}(\.\d{1,6})?|not-applicable|not-reported|withheld)$'::text));
alter table report_cell add constraint report_cell_rate_is_a_figure CHECK ((rate ~ '^(-?\d{1,15}(\.\d{1,6})?|not-applicable|not-reported|withheld)$'::text));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.report_cell FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('table_id,indicator_key,area_key', '');
alter table report_cell enable row level security;
create policy kept on report_cell as permissive for all to cunbo_app
  using ((EXISTS ( SELECT
   FROM report_table t
  WHERE ((t.id = report_cell.table_id) AND keeps_reports_of(t.division_code)))))
  with check ((EXISTS ( SELECT
   FROM report_table t
  WHERE ((t.id = report_cell.table_id) AND keeps_reports_of(t.division_code)))));
create policy readable on report_cell as permissive for select to cunbo_app
  using ((EXISTS ( SELECT
   FROM report_table t
  WHERE (t.id = report_cell.table_id))));
grant delete, insert, select, update on report_cell to cunbo_app;

create table report_table (
  id bigint not null generated always as identity,
  division_code text collate "C" not null,
  title text not null,
  year integer not null,
  first_month integer not null,
  last_month integer not null,
  paper text not null,
  source text not null,
  areas jsonb not null,
  indicators jsonb not null,
  footnotes jsonb not null,
  revision integer not null default 1,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now()
);
alter table report_table add constraint report_table_pkey PRIMARY KEY (id);
alter table report_table add constraint report_table_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(code);
alter table report_table add constraint report_table_months CHECK ((((first_month >= 1) AND (first_month <= last_month)) AND (last_month <= 12)));
alter table report_table add constraint report_table_paper_check CHECK ((paper = ANY (ARRAY['A3'::text, 'A4'::text])));
alter table report_table add constraint report_table_year_check CHECK (((year >= 2015) AND (year <= 2099)));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.report_table FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
alter table report_table enable row level security;
create policy changed_by_keeper on report_table as permissive for update to cunbo_app
  using (keeps_reports_of(division_code))
  with check (keeps_reports_of(division_code));
create policy deleted_by_keeper on report_table as permissive for delete to cunbo_app
  using (keeps_reports_of(division_code));
create policy made_by_keeper on report_table as permissive for insert to cunbo_app
  with check (keeps_reports_of(division_code));
create policy readable on report_table as permissive for select to cunbo_app
  using (reads_reports_of(division_code));
grant delete, insert, select, update on report_table to cunbo_app;

create table retention_policy (
  id bigint not null generated always as identity,
  transaction_months integer not null,
  payload_days integer not null,
  quiet_days integer not null,
  reason text not null,
  decided_at timestamp with time zone not null default now(),
  decided_by text not null
);
alter table retention_policy add constraint retention_policy_pkey PRIMARY KEY (id);
alter table retention_policy add constraint retention_policy_orders_outlive_bodies CHECK ((payload_days <= (transaction_months * 31)));
alter table retention_policy add constraint retention_policy_payload_days_check CHECK (((payload_days >= 1) AND (payload_days <= 36500)));
alter table retention_policy add constraint retention_policy_quiet_days_check CHECK (((quiet_days >= 0) AND (quiet_days <= 3650)));
alter table retention_policy add constraint retention_policy_transaction_months_check CHECK (((transaction_months >= 1) AND (transaction_months <= 1200)));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.retention_policy FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
alter table retention_policy enable row level security;
create policy background on retention_policy as permissive for select to cunbo_worker
  using (true);
create policy decided_by_operator on retention_policy as permissive for insert to cunbo_app
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on retention_policy as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['all'::text, 'merchants'::text, 'division'::text])));
grant insert, select on retention_policy to cunbo_app;
grant select on retention_policy to cunbo_worker;

create table retention_sweep (
  day date not null,
  after_created_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  after_shop_id bigint not null default 0,
  after_order_no text collate "C" not null default ''::text,
  are_orders_done boolean not null default false,
  retired_orders bigint not null default 0,
  dropped_payload_days integer not null default 0,
  deleted_payloads bigint not null default 0,
  started_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone
);
alter table retention_sweep add constraint retention_sweep_pkey PRIMARY KEY (day);
alter table retention_sweep enable row level security;
create policy background on retention_sweep as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy operator on retention_sweep as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text));
grant select on retention_sweep to cunbo_app;
grant insert, select, update on retention_sweep to cunbo_worker;

create table retired_order (
  shop_id bigint not null,
  order_no text collate "C" not null,
  retired_on date not null,
  pay_day date,
  entries integer not null,
  paid_fen bigint not null,
  refunded_fen bigint not null,
  entries_fingerprint bigint not null
);
alter table retired_order add constraint retired_order_pkey PRIMARY KEY (shop_id, order_no);
alter table retired_order add constraint retired_order_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table retired_order enable row level security;
create policy background on retired_order as permissive for select to cunbo_worker
  using (true);
create policy own_shops on retired_order as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant select on retired_order to cunbo_app;
grant select on retired_order to cunbo_worker;

create table revenue_entry (
  shop_id bigint not null,
  entry_id bigint not null generated always as identity,
  order_no text collate "C" not null,
  line_no text collate "C" not null,
  kind text not null,
  day date not null,
  pay_day date not null,
  product_id bigint not null,
  live_session_id bigint not null,
  host_id bigint not null,
  channel text collate "C" not null,
  category text collate "C" not null,
  origin_code text collate "C" not null,
  merchant_id bigint not null,
  merchant_division_code text collate "C" not null,
  paid_fen bigint not null,
  refunded_fen bigint not null,
  quantity bigint not null,
  lines bigint not null,
  orders bigint not null,
  posted_at timestamp with time zone not null default now(),
  refund_reason text collate "C" not null default ''::text,
  refund_phase text collate "C" not null default ''::text,
  refunds bigint not null default 0
);
alter table revenue_entry add constraint revenue_entry_pkey PRIMARY KEY (shop_id, entry_id);
alter table revenue_entry add constraint revenue_entry_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table revenue_entry add constraint revenue_entry_kind_check CHECK ((kind = ANY (ARRAY['line'::text, 'order'::text, 'order-shared'::text, 'order-joint'::text, 'loose-city'::text, 'loose-county'::text, 'loose-township'::text, 'loose-village'::text, 'home-shared'::text, 'home-loose-city'::text, 'home-loose-county'::text, 'home-loose-township'::text, 'home-loose-village'::text])));
CREATE INDEX revenue_entry_by_day ON public.revenue_entry USING btree (shop_id, day);
CREATE INDEX revenue_entry_by_order ON public.revenue_entry USING btree (shop_id, order_no);
CREATE INDEX revenue_entry_by_other_pay_day ON public.revenue_entry USING btree (shop_id, pay_day) WHERE (pay_day <> day);
alter table revenue_entry enable row level security;
create policy background on revenue_entry as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on revenue_entry as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant select on revenue_entry to cunbo_app;
grant insert, select on revenue_entry to cunbo_worker;

create table rollup_a.rollup_area (
  basis text collate "C" not null,
  level text collate "C" not null,
  is_loose boolean not null,
  is_detail boolean not null,
  grain text collate "C" not null,
  start_day date not null,
  area_code text collate "C" not null,
  category text collate "C" not null,
  paid_fen bigint not null,
  refunded_cash_fen bigint not null,
  refunded_cohort_fen bigint not null,
  quantity bigint not null,
  lines bigint not null,
  orders bigint not null
);
alter table rollup_a.rollup_area add constraint rollup_area_pkey PRIMARY KEY (start_day, grain, level, basis, is_loose, is_detail, area_code, category);
alter table rollup_a.rollup_area enable row level security;
create policy background on rollup_a.rollup_area as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy bureaus on rollup_a.rollup_area as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) = 'division'::text) AND sees_area(area_code))));
grant select on rollup_a.rollup_area to cunbo_app;
grant insert, select, update on rollup_a.rollup_area to cunbo_worker;

create table rollup_a.rollup_base (
  day date not null,
  shop_id bigint not null,
  product_id bigint not null,
  live_session_id bigint not null,
  host_id bigint not null,
  channel text collate "C" not null,
  category text collate "C" not null,
  origin_code text collate "C" not null,
  merchant_id bigint not null,
  merchant_division_code text collate "C" not null,
  kind text collate "C" not null,
  platform text collate "C" not null,
  paid_fen bigint not null,
  refunded_cash_fen bigint not null,
  refunded_cohort_fen bigint not null,
  quantity bigint not null,
  lines bigint not null,
  orders bigint not null
);
alter table rollup_a.rollup_base add constraint rollup_base_pkey PRIMARY KEY (day, merchant_division_code, merchant_id, product_id, origin_code, shop_id, live_session_id, host_id, channel, category, kind);
CREATE INDEX rollup_base_by_origin ON rollup_a.rollup_base USING btree (day, origin_code);
CREATE INDEX rollup_base_by_session ON rollup_a.rollup_base USING btree (live_session_id, day) WHERE (live_session_id <> 0);
alter table rollup_a.rollup_base enable row level security;
create policy background on rollup_a.rollup_base as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_merchants on rollup_a.rollup_base as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)));
create policy own_sessions on rollup_a.rollup_base as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'host'::text) AND sees_live_session(live_session_id)));
grant select on rollup_a.rollup_base to cunbo_app;
grant insert, select, update on rollup_a.rollup_base to cunbo_worker;

create table rollup_a.rollup_goods (
  grain text collate "C" not null,
  start_day date not null,
  merchant_division_code text collate "C" not null,
  merchant_id bigint not null,
  product_id bigint not null,
  origin_code text collate "C" not null,
  host_id bigint not null,
  category text collate "C" not null,
  platform text collate "C" not null,
  kind text collate "C" not null,
  paid_fen bigint not null,
  refunded_cash_fen bigint not null,
  refunded_cohort_fen bigint not null,
  quantity bigint not null,
  lines bigint not null,
  orders bigint not null
);
alter table rollup_a.rollup_goods add constraint rollup_goods_pkey PRIMARY KEY (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind);
CREATE INDEX rollup_goods_by_origin ON rollup_a.rollup_goods USING btree (start_day, grain, origin_code);
alter table rollup_a.rollup_goods enable row level security;
create policy background on rollup_a.rollup_goods as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_merchants on rollup_a.rollup_goods as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)));
grant select on rollup_a.rollup_goods to cunbo_app;
grant insert, select, update on rollup_a.rollup_goods to cunbo_worker;

create table rollup_a.rollup_refund (
  grain text collate "C" not null,
  start_day date not null,
  merchant_division_code text collate "C" not null,
  merchant_id bigint not null,
  product_id bigint not null,
  origin_code text collate "C" not null,
  category text collate "C" not null,
  platform text collate "C" not null,
  refund_reason text collate "C" not null,
  refund_phase text collate "C" not null,
  refunded_cash_fen bigint not null,
  refunded_cohort_fen bigint not null,
  cash_refunds bigint not null,
  cohort_refunds bigint not null
);
alter table rollup_a.rollup_refund add constraint rollup_refund_pkey PRIMARY KEY (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase);
alter table rollup_a.rollup_refund enable row level security;
create policy background on rollup_a.rollup_refund as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_merchants on rollup_a.rollup_refund as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)));
grant select on rollup_a.rollup_refund to cunbo_app;
grant insert, select, update on rollup_a.rollup_refund to cunbo_worker;

create table rollup_current (
  only_row boolean not null default true,
  set_name text not null,
  since timestamp with time zone not null default now()
);
alter table rollup_current add constraint rollup_current_pkey PRIMARY KEY (only_row);
alter table rollup_current add constraint rollup_current_only_row_check CHECK (only_row);
alter table rollup_current add constraint rollup_current_set_name_check CHECK ((set_name = ANY (ARRAY['rollup_a'::text, 'rollup_b'::text])));
alter table rollup_current enable row level security;
create policy background on rollup_current as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy readable on rollup_current as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['all'::text, 'division'::text, 'merchants'::text, 'host'::text])));
grant select on rollup_current to cunbo_app;
grant select on rollup_current to cunbo_worker;

create table rollup_rebuild (
  only_row boolean not null default true,
  set_name text not null,
  steps_done text[] not null default '{}'::text[],
  begun_at timestamp with time zone not null default now()
);
alter table rollup_rebuild add constraint rollup_rebuild_pkey PRIMARY KEY (only_row);
alter table rollup_rebuild add constraint rollup_rebuild_only_row_check CHECK (only_row);
alter table rollup_rebuild add constraint rollup_rebuild_set_name_check CHECK ((set_name = ANY (ARRAY['rollup_a'::text, 'rollup_b'::text])));
alter table rollup_rebuild enable row level security;
create policy background on rollup_rebuild as permissive for all to cunbo_worker
  using (true)
  with check (true);
grant select on rollup_rebuild to cunbo_worker;

create table rollup_rebuild_todo (
  shop_id bigint not null,
  entry_id bigint not null
);
alter table rollup_rebuild_todo add constraint rollup_rebuild_todo_pkey PRIMARY KEY (shop_id, entry_id);
alter table rollup_rebuild_todo enable row level security;
create policy background on rollup_rebuild_todo as permissive for all to cunbo_worker
  using (true)
  with check (true);
grant insert, select on rollup_rebuild_todo to cunbo_worker;

create table rural_division (
  code text collate "C" not null,
  is_rural boolean not null,
  reason text not null,
  decided_on date not null,
  set_at timestamp with time zone not null default now(),
  set_by text not null
);
alter table rural_division add constraint rural_division_pkey PRIMARY KEY (code);
alter table rural_division add constraint rural_division_code_fkey FOREIGN KEY (code) REFERENCES division(code);
alter table rural_division add constraint rural_division_is_a_township CHECK ((length(code) = 9));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.rural_division FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('code', '');
alter table rural_division enable row level security;
create policy decided_inside on rural_division as permissive for all to cunbo_app
  using (sees_division(code))
  with check (sees_division(code));
create policy readable on rural_division as permissive for select to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR ((( SELECT scope() AS scope) = 'division'::text) AND sees_area(code))));
grant delete, insert, select, update on rural_division to cunbo_app;

create table sales_order (
  shop_id bigint not null,
  order_no text collate "C" not null,
  source text not null,
  status text not null,
  created_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  shipped_at timestamp with time zone,
  room_id text collate "C",
  platform_host_id text collate "C",
  named_session_id bigint,
  buyer_hash bytea,
  channel text not null default ''::text,
  freight_fen bigint not null default 0,
  currency text not null default 'CNY'::text,
  void_reason text,
  winning_message_key text collate "C" not null,
  review_flags text[] not null default '{}'::text[],
  first_seen_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  revision integer not null default 1,
  deposit_fen bigint not null default 0,
  is_review_open boolean not null default false,
  review_changed_at timestamp with time zone,
  review_settled_at timestamp with time zone,
  review_settled_by text,
  review_note text,
  exchange_rate numeric(20,10)
);
alter table sales_order add constraint sales_order_pkey PRIMARY KEY (shop_id, order_no);
alter table sales_order add constraint sales_order_named_session_id_fkey FOREIGN KEY (named_session_id) REFERENCES live_session(id);
alter table sales_order add constraint sales_order_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table sales_order add constraint sales_order_deposit_fen_check CHECK ((deposit_fen >= 0));
alter table sales_order add constraint sales_order_review_open_with_flags CHECK (((NOT is_review_open) OR (review_flags <> '{}'::text[])));
alter table sales_order add constraint sales_order_review_with_time CHECK (((review_flags = '{}'::text[]) OR (review_changed_at IS NOT NULL)));
alter table sales_order add constraint sales_order_source_check CHECK ((source = ANY (ARRAY['platform'::text, 'hand'::text])));
alter table sales_order add constraint sales_order_status_check CHECK ((status = ANY (ARRAY['created'::text, 'paid'::text, 'shipped'::text, 'completed'::text, 'closed'::text])));
CREATE INDEX sales_order_by_creation ON public.sales_order USING btree (created_at);
CREATE INDEX sales_order_by_room ON public.sales_order USING btree (room_id) WHERE (room_id IS NOT NULL);
CREATE INDEX sales_order_by_session ON public.sales_order USING btree (named_session_id) WHERE (named_session_id IS NOT NULL);
CREATE INDEX sales_order_by_shop_payment ON public.sales_order USING btree (shop_id, paid_at) WHERE (paid_at IS NOT NULL);
CREATE INDEX sales_order_foreign ON public.sales_order USING btree (currency, paid_at) WHERE (currency <> 'CNY'::text);
CREATE INDEX sales_order_to_review ON public.sales_order USING btree (is_review_open, review_changed_at, shop_id, order_no) WHERE (review_flags <> '{}'::text[]);
alter table sales_order enable row level security;
create policy background on sales_order as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on sales_order as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant insert, select, update on sales_order to cunbo_app;
grant insert, select, update on sales_order to cunbo_worker;

create table sales_target (
  id bigint not null generated always as identity,
  division_code text collate "C" not null,
  category text collate "C" not null default ''::text,
  year integer not null,
  measure text not null,
  basis text not null,
  value_fen bigint not null,
  reason text not null,
  changed_at timestamp with time zone not null default now(),
  changed_by text not null
);
alter table sales_target add constraint sales_target_pkey PRIMARY KEY (id);
alter table sales_target add constraint sales_target_once UNIQUE (division_code, year, category, measure, basis);
alter table sales_target add constraint sales_target_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(code);
alter table sales_target add constraint sales_target_basis_check CHECK ((basis = ANY (ARRAY['origin'::text, 'merchant'::text])));
alter table sales_target add constraint sales_target_measure_check CHECK ((measure = ANY (ARRAY['net'::text, 'paid'::text])));
alter table sales_target add constraint sales_target_value_fen_check CHECK ((value_fen > 0));
alter table sales_target add constraint sales_target_year_check CHECK (((year >= 2015) AND (year <= 2099)));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.sales_target FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', '');
alter table sales_target enable row level security;
create policy decided_inside on sales_target as permissive for all to cunbo_app
  using (sees_division(division_code))
  with check (sees_division(division_code));
create policy readable on sales_target as permissive for select to cunbo_app
  using ((sees_division(division_code) OR ((( SELECT scope() AS scope) = 'division'::text) AND starts_with(current_setting('cunbo.division_prefix'::text, true), division_code))));
grant delete, insert, select, update on sales_target to cunbo_app;

create table security_policy (
  only_row boolean not null default true,
  second_step_roles text[] not null default '{}'::text[]
);
alter table security_policy add constraint security_policy_pkey PRIMARY KEY (only_row);
alter table security_policy add constraint security_policy_only_row_check CHECK (only_row);
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.security_policy FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('only_row', '');
alter table security_policy enable row level security;
create policy decided_by_operator on security_policy as permissive for update to cunbo_app
  using ((( SELECT scope() AS scope) = 'all'::text))
  with check ((( SELECT scope() AS scope) = 'all'::text));
create policy readable on security_policy as permissive for select to cunbo_app
  using ((( SELECT scope() AS scope) = ANY (ARRAY['sign-in'::text, 'all'::text])));
grant select, update on security_policy to cunbo_app;

create table shop (
  id bigint not null generated always as identity,
  merchant_id bigint not null,
  platform text not null,
  name text not null,
  external_shop_id text,
  credentials bytea,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  revision integer not null default 1,
  app_id bigint
);
alter table shop add constraint shop_pkey PRIMARY KEY (id);
alter table shop add constraint shop_app_id_fkey FOREIGN KEY (app_id) REFERENCES platform_app(id);
alter table shop add constraint shop_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(id);
CREATE INDEX shop_by_merchant ON public.shop USING btree (merchant_id);
CREATE UNIQUE INDEX shop_manual_once_per_merchant ON public.shop USING btree (merchant_id) WHERE (platform = 'manual'::text);
CREATE UNIQUE INDEX shop_once_per_app ON public.shop USING btree (app_id, external_shop_id) WHERE ((app_id IS NOT NULL) AND (archived_at IS NULL));
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.shop FOR EACH ROW WHEN ((SESSION_USER <> 'cunbo_worker'::name)) EXECUTE FUNCTION audit_change('id', 'credentials');
alter table shop enable row level security;
create policy background on shop as permissive for all to cunbo_worker
  using (true);
create policy own_merchants on shop as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = ANY (ARRAY['all'::text, 'door'::text])) OR sees_merchant(merchant_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_merchant(merchant_id)));
grant insert, select, update on shop to cunbo_app;
grant select on shop to cunbo_worker;

create table shop_delivery (
  shop_id bigint not null,
  hour timestamp with time zone not null,
  accepted bigint not null default 0,
  repeated bigint not null default 0,
  conflicting bigint not null default 0,
  unreadable bigint not null default 0,
  refused bigint not null default 0,
  busy bigint not null default 0,
  applied bigint not null default 0,
  ignored bigint not null default 0,
  quarantined bigint not null default 0,
  lag_count bigint not null default 0,
  lag_sum_ms bigint not null default 0,
  lag_max_ms bigint,
  lag_min_ms bigint
);
alter table shop_delivery add constraint shop_delivery_pkey PRIMARY KEY (shop_id, hour);
alter table shop_delivery add constraint shop_delivery_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table shop_delivery enable row level security;
create policy background on shop_delivery as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy door on shop_delivery as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'door'::text))
  with check ((( SELECT scope() AS scope) = 'door'::text));
create policy own_shops on shop_delivery as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant insert, select, update on shop_delivery to cunbo_app;
grant insert, select, update on shop_delivery to cunbo_worker;

create table shop_pull (
  shop_id bigint not null,
  pulled_until timestamp with time zone,
  due_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  succeeded_at timestamp with time zone,
  fault_code text,
  fault_detail text
);
alter table shop_pull add constraint shop_pull_pkey PRIMARY KEY (shop_id);
alter table shop_pull add constraint shop_pull_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);
alter table shop_pull enable row level security;
create policy background on shop_pull as permissive for all to cunbo_worker
  using (true)
  with check (true);
create policy own_shops on shop_pull as permissive for all to cunbo_app
  using (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)))
  with check (((( SELECT scope() AS scope) = 'all'::text) OR sees_shop(shop_id)));
grant insert, select, update on shop_pull to cunbo_app;
grant delete, insert, select, update on shop_pull to cunbo_worker;

create table unknown_username (
  name_hash bytea not null,
  failures integer not null,
  locked_until timestamp with time zone,
  noted_at timestamp with time zone not null
);
alter table unknown_username add constraint unknown_username_pkey PRIMARY KEY (name_hash);
alter table unknown_username add constraint unknown_username_failures_check CHECK ((failures > 0));
alter table unknown_username add constraint unknown_username_name_hash_check CHECK ((octet_length(name_hash) = 32));
CREATE INDEX unknown_username_by_age ON public.unknown_username USING btree (noted_at);
alter table unknown_username enable row level security;
create policy signing_in on unknown_username as permissive for all to cunbo_app
  using ((( SELECT scope() AS scope) = 'sign-in'::text))
  with check ((( SELECT scope() AS scope) = 'sign-in'::text));
grant delete, insert, select, update on unknown_username to cunbo_app;

create view account_standing with (security_invoker=true) as
 SELECT a.id AS account_id,
    a.username,
    a.name,
    a.role,
    a.division_code,
    a.must_change_password,
    s.has_second_step,
    ARRAY( SELECT m.merchant_id::text AS merchant_id
           FROM account_merchant m
          WHERE m.account_id = a.id
          ORDER BY m.merchant_id) AS merchant_ids,
    ARRAY( SELECT h.host_id::text AS host_id
           FROM account_host h
          WHERE h.account_id = a.id
          ORDER BY h.host_id) AS host_ids,
    NOT s.has_second_step AND (EXISTS ( SELECT
           FROM security_policy p
          WHERE a.role = ANY (p.second_step_roles))) AS must_set_up_second_step
   FROM account a
     CROSS JOIN LATERAL ( SELECT (EXISTS ( SELECT
                   FROM account_second_step w
                  WHERE w.account_id = a.id AND w.confirmed_at IS NOT NULL)) AS has_second_step) s
  WHERE NOT a.is_disabled;
grant select on account_standing to cunbo_app;

create view division_heir with (security_invoker=true) as
 SELECT division_today.code,
    division_today.today_code AS heir_code,
    true AS is_main
   FROM division_today
UNION ALL
 SELECT s.code,
    COALESCE(t.today_code, s.successor_code) AS heir_code,
    false AS is_main
   FROM division_succession s
     LEFT JOIN division_today t ON t.code = s.successor_code
  WHERE NOT s.is_main;
grant select on division_heir to cunbo_app;
grant select on division_heir to cunbo_worker;

create view entry_movement with (security_invoker=true) as
 SELECT e.shop_id,
    e.entry_id,
    e.kind,
    m.day,
    s.platform,
    e.product_id,
    e.live_session_id,
    e.host_id,
    e.channel,
    e.category,
    e.origin_code,
    e.merchant_id,
    e.merchant_division_code,
    e.refund_reason,
    e.refund_phase,
    m.paid_fen,
    m.refunded_cash_fen,
    m.refunded_cohort_fen,
    m.quantity,
    m.lines,
    m.orders,
    m.cash_refunds,
    m.cohort_refunds
   FROM revenue_entry e
     JOIN shop s ON s.id = e.shop_id
     CROSS JOIN LATERAL ( VALUES (e.day,e.paid_fen,e.refunded_fen,0::bigint,e.quantity,e.lines,e.orders,e.refunds,0::bigint), (e.pay_day,0,0,e.refunded_fen,0,0,0,0,e.refunds)) m(day, paid_fen, refunded_cash_fen, refunded_cohort_fen, quantity, lines, orders, cash_refunds, cohort_refunds)
  WHERE m.paid_fen IS DISTINCT FROM 0 OR m.refunded_cash_fen IS DISTINCT FROM 0 OR m.refunded_cohort_fen IS DISTINCT FROM 0 OR m.quantity IS DISTINCT FROM 0 OR m.lines IS DISTINCT FROM 0 OR m.orders IS DISTINCT FROM 0 OR m.cash_refunds IS DISTINCT FROM 0 OR m.cohort_refunds IS DISTINCT FROM 0;
grant select on entry_movement to cunbo_worker;

create view session_standing with (security_invoker=true) as
 SELECT a.account_id,
    a.username,
    a.name,
    a.role,
    a.division_code,
    a.must_change_password,
    a.has_second_step,
    a.merchant_ids,
    a.host_ids,
    a.must_set_up_second_step,
    s.id AS session_id,
    s.csrf_token,
    s.token_hash,
    s.expires_at,
    s.last_seen_at
   FROM account_session s
     JOIN account_standing a ON a.account_id = s.account_id;
grant select on session_standing to cunbo_app;

create view token_standing with (security_invoker=true) as
 SELECT a.account_id,
    a.username,
    a.name,
    a.role,
    a.division_code,
    a.must_change_password,
    a.has_second_step,
    a.merchant_ids,
    a.host_ids,
    a.must_set_up_second_step,
    t.name AS token_name,
    t.permissions,
    t.token_hash,
    t.expires_at,
    t.last_used_at
   FROM api_token t
     JOIN account_standing a ON a.account_id = t.account_id;
grant select on token_standing to cunbo_app;

CREATE OR REPLACE FUNCTION public.add_messages(shop_ids bigint[], message_keys text[], body_hashes bytea, bodies_together bytea, beginnings integer[], lengths integer[], are_sealed boolean[], states text[], reason_codes text[], reason_details text[], receipt_times timestamp with time zone[], origins text[], external_shop_ids text[], for_whom text)
 RETURNS TABLE(new_shop_id bigint, new_key text)
 LANGUAGE plpgsql
AS $function$
begin
  if for_whom is not null then
    perform set_config('cunbo.scope', for_whom, true);
  end if;
  return query
    with given as materialized (
      select g.shop_id, g.message_key, substring(body_hashes from (32 * (g.place - 1) + 1)::integer for 32) as body_hash,
             substring(bodies_together from g.body_from for g.body_length) as body, g.is_sealed, g.state, g.reason_code, g.reason_detail, g.received_at,
             g.origin, g.external_shop_id, beijing_day(g.received_at) as received_day
      from unnest(shop_ids, message_keys, beginnings, lengths, are_sealed, states, reason_codes, reason_details, receipt_times,
                  origins, external_shop_ids)
        with ordinality as g (shop_id, message_key, body_from, body_length, is_sealed, state, reason_code, reason_detail, received_at, origin,
                              external_shop_id, place)
    ),
    added as (
      insert into inbox_message (shop_id, message_key, body_hash, state, reason_code, reason_detail, received_at, origin, external_shop_id, decided_at)
      select shop_id, message_key, body_hash, state, reason_code, reason_detail, received_at, origin, external_shop_id, case when state <> 'received' then received_at end
      from given order by shop_id, message_key
      on conflict (shop_id, message_key) do nothing
      returning shop_id, message_key, state
    ),
    bodies as (
      insert into inbox_payload (received_day, shop_id, message_key, body, is_sealed)
      select g.received_day, g.shop_id, g.message_key, g.body, g.is_sealed from given g join added using (shop_id, message_key)
    ),
    to_do as (
      insert into inbox_todo (shop_id, message_key) select shop_id, message_key from added where state = 'received'
    )
    select shop_id, message_key from added;
end $function$
;
grant execute on function add_messages(bigint[],text[],bytea,bytea,integer[],integer[],boolean[],text[],text[],text[],timestamp with time zone[],text[],text[],text) to cunbo_app;
grant execute on function add_messages(bigint[],text[],bytea,bytea,integer[],integer[],boolean[],text[],text[],text[],timestamp with time zone[],text[],text[],text) to cunbo_worker;

CREATE OR REPLACE FUNCTION public.areas_beginning(wanted text)
 RETURNS TABLE(code text, name text, path text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'public'
AS $function$
  select d.code, n.name, d.path
  from division d
  cross join unnest(d.area_names) n (name)
  where scope() <> '' and d.level <> 'village'
    and d.area_names && (select array_agg(left(wanted, i)) from generate_series(2, length(wanted) - 1) i)
    and starts_with(wanted, n.name) and length(n.name) < length(wanted)
$function$
;
grant execute on function areas_beginning(text) to cunbo_app;
grant execute on function areas_beginning(text) to cunbo_worker;

CREATE OR REPLACE FUNCTION public.audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  secret text;
  is_changed boolean;
  id text;
begin
  foreach secret in array string_to_array(tg_argv[1], ',') loop
    is_changed := coalesce(after -> secret, 'null') not in ('null', coalesce(before -> secret, 'null'));
    before := before - secret;
    after := after - secret;
    if is_changed then after := after || jsonb_build_object(secret, 'changed'); end if;
  end loop;
  select string_agg(coalesce(after, before) ->> name, '/' order by place) into id
  from unnest(string_to_array(tg_argv[0], ',')) with ordinality as key (name, place);
  perform record_audit_event(null, tg_table_name, id, before, after);
  return null;
end $function$
;
grant execute on function audit_change() to public;

CREATE OR REPLACE FUNCTION public.beijing_day(instant timestamp with time zone)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((instant AT TIME ZONE 'Asia/Shanghai'::text))::date
;
grant execute on function beijing_day(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.bulletin_by_link(wanted_hash bytea, at timestamp with time zone)
 RETURNS TABLE(division_code text, month text, issued_at timestamp with time zone, is_frozen boolean, version integer, reason text, number text, title text, title_en text, body text, body_en text, notes text[], notes_en text[], figures jsonb, made_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select b.division_code, to_char(b.month, 'YYYY-MM'), b.issued_at, b.freezes_at <= at, c.version, c.reason, c.number, c.title, c.title_en,
         c.body, c.body_en, c.notes, c.notes_en, c.figures, c.made_at
  from bulletin_link l
  join bulletin b on b.id = l.bulletin_id and b.state = 'issued'
  join bulletin_copy c on c.bulletin_id = b.id
  where l.token_hash = wanted_hash and l.revoked_at is null and l.expires_at > at
  order by c.version
$function$
;
grant execute on function bulletin_by_link(bytea,timestamp with time zone) to cunbo_app;

CREATE OR REPLACE FUNCTION public.bulletin_coverage(code text, first_day date, last_day date, at timestamp with time zone)
 RETURNS TABLE(month text, division_code text, is_frozen boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select distinct on (b.month) to_char(b.month, 'YYYY-MM'), b.division_code, b.freezes_at <= at
  from bulletin b
  where current_setting('cunbo.scope', true) in ('all', 'division', 'merchants')
    and b.state = 'issued' and b.month <= last_day and (b.month + interval '1 month')::date > first_day
    and (b.division_code = code or b.division_code = (select d.parent_code from division d where d.code = bulletin_coverage.code))
  order by b.month, b.freezes_at <= at desc, length(b.division_code) desc
$function$
;
grant execute on function bulletin_coverage(text,date,date,timestamp with time zone) to cunbo_app;

CREATE OR REPLACE FUNCTION public.campaign_figures(wanted bigint, on_basis text, through date)
 RETURNS TABLE(part text, key text, is_rest boolean, is_own boolean, sessions bigint, views numeric, counted_views bigint, products bigint, paid_fen numeric, refunded_fen numeric, lines numeric, quantity numeric)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  current_set text;
begin
  if on_basis not in ('origin', 'merchant') or not sees_campaign(wanted) then return; end if;
  select c.set_name into strict current_set from rollup_current c;
  return query execute format($statement$
    with member as materialized (select * from sessions_of_campaign($1, $3) where started_at <= now()),
    sold as materialized (
      select r.*, member.partner, case $2 when 'origin' then r.origin_code else r.merchant_division_code end as place
      from member join %I.rollup_base r on r.live_session_id = member.live_session_id
      where r.kind = 'line' and r.live_session_id <> 0
    ),
    seller as materialized (
      select merchant_id, sees_merchant(merchant_id) as is_own, lines > 0 as has_sold
      from (select s.merchant_id, sum(s.lines) as lines from sold s group by 1 union all
            select m.merchant_id, 0 from member m where m.merchant_id not in (select s.merchant_id from sold s) group by 1) known
    ),
    told as materialized (
      select count(*) filter (where not s.is_own) > 0
             and (scope() = 'merchants' or count(*) filter (where not s.is_own and s.has_sold) in (1, 2)
                  or scope() = 'division' and not exists (select from campaign c where c.id = $1 and sees_area(c.owner_code))) as is_own_only
      from seller s
    ),
    visible as materialized (
      select s.*, seller.is_own,
             coalesce((select d.area_code from division_closure d where d.code = s.place and d.level = 'county' and not d.is_loose limit 1), '') as county
      from sold s join seller on seller.merchant_id = s.merchant_id cross join told
      where seller.is_own or not told.is_own_only
    ),
    cell as materialized (
      select grouped.part, grouped.key, v.*
      from visible v
      cross join lateral (values ('area', v.county), ('partner', coalesce(v.partner, ''))) as grouped (part, key)
    ),
    crowd as (
      select c.part, c.key, count(distinct c.merchant_id) filter (where not c.is_own) as others from cell c group by 1, 2
    ),
    few as (
      select c.part, count(distinct c.merchant_id) as others
      from cell c join crowd on crowd.part = c.part and crowd.key = c.key
      where not c.is_own and crowd.others < 3
      group by 1
    ),
    rest as (
      select crowd.part, crowd.key from crowd where crowd.others in (1, 2)
      union
      select ranked.part, ranked.key
      from (select crowd.part, crowd.key, row_number() over (partition by crowd.part order by crowd.others, crowd.key) as place
            from crowd join few on few.part = crowd.part and few.others < 3 where crowd.others >= 3) ranked
      where ranked.place = 1
    ),
    shown as (
      select c.part, case when rest.key is null then c.key else '' end as key, rest.key is not null as is_rest, c.live_session_id, c.product_id,
             c.paid_fen, c.refunded_cohort_fen, c.lines, c.quantity
      from cell c left join rest on rest.part = c.part and rest.key = c.key
      union all
      select 'merchant', v.merchant_id::text, false, v.live_session_id, v.product_id, v.paid_fen, v.refunded_cohort_fen, v.lines, v.quantity
      from visible v where v.is_own
      union all
      select 'total', '', false, v.live_session_id, v.product_id, v.paid_fen, v.refunded_cohort_fen, v.lines, v.quantity from visible v
    ),
    watched as (
      select count(*) as sessions, sum(coalesce(s.views, m.views)) as views, count(coalesce(s.views, m.views)) as counted_views
      from member
      join live_session s on s.id = member.live_session_id
      left join live_session_summary m on m.live_session_id = s.id
      join seller on seller.merchant_id = member.merchant_id cross join told
      where seller.is_own or not told.is_own_only
    )
    select s.part, s.key, s.is_rest, told.is_own_only,
           case s.part when 'total' then watched.sessions else count(distinct s.live_session_id) filter (where s.lines > 0) end,
           case s.part when 'total' then watched.views end, case s.part when 'total' then watched.counted_views end,
           count(distinct s.product_id) filter (where s.product_id <> 0 and s.lines > 0),
           coalesce(sum(s.paid_fen), 0), coalesce(sum(s.refunded_cohort_fen), 0), coalesce(sum(s.lines), 0), coalesce(sum(s.quantity), 0)
    from (select * from shown union all select 'total', '', false, 0, 0, 0, 0, 0, 0) s cross join watched cross join told
    group by s.part, s.key, s.is_rest, told.is_own_only, watched.sessions, watched.views, watched.counted_views
  $statement$, current_set) using wanted, on_basis, through;
end
$function$
;
grant execute on function campaign_figures(bigint,text,date) to cunbo_app;

CREATE OR REPLACE FUNCTION public.campaign_takings(wanted bigint, days date[], weights integer[], is_now boolean[])
 RETURNS TABLE(in_range boolean, is_own boolean, paid_fen numeric, refunded_fen numeric, lines numeric)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  current_set text;
begin
  if not sees_campaign(wanted) then return; end if;
  select c.set_name into strict current_set from rollup_current c;
  return query execute format($statement$
    with asked as materialized (select * from unnest($2::date[], $3::integer[], $4::boolean[]) as asked (day, weight, is_now)),
    seller as materialized (
      select merchant_id, sees_merchant(merchant_id) as is_own from (select distinct merchant_id from sessions_of_campaign($1, null) where started_at <= now()) known
    ),
    taken as materialized (
      select asked.is_now, seller.merchant_id, seller.is_own, sum(asked.weight * r.paid_fen) as paid_fen,
             sum(asked.weight * r.refunded_cohort_fen) as refunded_fen, sum(asked.weight * r.lines) as lines
      from asked
      join %I.rollup_base r on r.day = asked.day and r.kind = 'line'
      join seller on seller.merchant_id = r.merchant_id
      group by 1, 2, 3
    ),
    others as (select t.is_now, count(*) as number from taken t where not t.is_own and t.lines > 0 group by 1),
    told as (
      select exists (select from seller where not seller.is_own)
             and (scope() = 'merchants' or exists (select from others where others.number in (1, 2))
                  or scope() = 'division' and not exists (select from campaign c where c.id = $1 and sees_area(c.owner_code))) as is_own_only
    )
    select period.is_now, told.is_own_only, coalesce(sum(t.paid_fen), 0), coalesce(sum(t.refunded_fen), 0), coalesce(sum(t.lines), 0)
    from (values (true), (false)) as period (is_now)
    cross join told
    left join taken t on t.is_now = period.is_now and (t.is_own or not told.is_own_only)
    group by 1, 2
  $statement$, current_set) using wanted, days, weights, is_now;
end
$function$
;
grant execute on function campaign_takings(bigint,date[],integer[],boolean[]) to cunbo_app;

CREATE OR REPLACE FUNCTION public.campaigns_of_sessions(wanted bigint[])
 RETURNS TABLE(live_session_id bigint, campaign_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select s.id, min(c.id)
  from live_session s
  join campaign c on c.archived_at is null and s.started_at >= c.from_day::timestamp at time zone 'Asia/Shanghai'
    and s.started_at < (c.to_day + 1)::timestamp at time zone 'Asia/Shanghai'
  left join campaign_session p on p.campaign_id = c.id and p.live_session_id = s.id
  where s.id = any (wanted) and s.archived_at is null
    and (p.live_session_id is not null
         or c.session_rule = 'areas' and s.kind in ('selling', 'official') and exists (
           select from merchant m join division_closure d on d.code = m.division_code and not d.is_loose and d.area_code = any (c.area_codes)
           where m.id = s.merchant_id))
  group by s.id
$function$
;
grant execute on function campaigns_of_sessions(bigint[]) to cunbo_app;

CREATE OR REPLACE FUNCTION public.changed_fields(before jsonb, after jsonb)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (SELECT COALESCE(array_agg(differing.name ORDER BY differing.name), '{}'::text[]) AS "coalesce" FROM (SELECT COALESCE(b.key, a.key) AS name FROM (jsonb_each(changed_fields.before) b(key, value) FULL JOIN jsonb_each(changed_fields.after) a(key, value) ON ((a.key = b.key))) WHERE ((changed_fields.before IS NOT NULL) AND (changed_fields.after IS NOT NULL) AND (a.value IS DISTINCT FROM b.value))) differing)
;
grant execute on function changed_fields(jsonb,jsonb) to public;

CREATE OR REPLACE FUNCTION public.comparable_sales(area text, of_basis text, of_refund_view text, are_now boolean[], grains text[], starts date[], signs integer[], now_from date, now_to date, base_from date, base_to date)
 RETURNS TABLE(member_code text, sellers integer, base_sellers integer, comparable_sellers integer, net_fen numeric, base_net_fen numeric, base_lines numeric)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  area_level text;
  member_levels text[];
  current_set text;
begin
  if not sees_division(area) then return; end if;
  select case when d.is_zone then 'zone' else d.level end into area_level from division d where d.code = area;
  member_levels := case area_level when 'province' then '{city}' when 'city' then '{county,zone}' when 'county' then '{township}'
                                   when 'zone' then '{township}' when 'township' then '{village}' else '{}' end;
  select c.set_name into strict current_set from rollup_current c;
  return query execute replace(replace($statement$
    with bucket as materialized (select * from unnest($3::boolean[], $4::text[], $5::date[], $6::integer[]) as b (is_now, grain, start_day, sign)),
    prefix as materialized (
      select $1 as low, $1 || ':' as high
      union all select z.code, z.code || ':' from division z where z.host_county_code = $1 and not starts_with(z.code, $1)
    ),
    sold as (
      select bucket.is_now, r.{place} as place, r.merchant_id, r.kind, bucket.sign * (r.paid_fen - case $7 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end) as net,
             bucket.sign * r.lines as lines
      from bucket cross join prefix
      cross join lateral (select * from {set}.rollup_base r where r.day = bucket.start_day and r.{place} >= prefix.low and r.{place} < prefix.high offset 0) r
      where bucket.grain = 'day'
      union all
      select bucket.is_now, r.{place}, r.merchant_id, r.kind, bucket.sign * (r.paid_fen - case $7 when 'cohort' then r.refunded_cohort_fen else r.refunded_cash_fen end), bucket.sign * r.lines
      from bucket cross join prefix
      cross join lateral (
        select * from {set}.rollup_goods r
        where r.start_day = bucket.start_day and r.grain = bucket.grain and r.{place} >= prefix.low and r.{place} < prefix.high offset 0
      ) r
      where bucket.grain <> 'day'
    ),
    seller as (
      select case when c.area_code = $1 then '' else c.area_code end as code, s.merchant_id,
             sum(s.net) filter (where s.is_now) as net, sum(s.lines) filter (where s.is_now) as lines,
             sum(s.net) filter (where not s.is_now) as base_net, sum(s.lines) filter (where not s.is_now) as base_lines
      from sold s
      join division_closure c on c.code = s.place and not c.is_loose and counts_in(s.kind, $2, false, c.level)
      where c.area_code = $1 or c.level = any ($8) and exists (select from prefix where c.area_code >= prefix.low and c.area_code < prefix.high)
      group by 1, 2
    ),
    present as (
      select s.code, coalesce(s.net, 0) as net, coalesce(s.lines, 0) > 0 as sold, coalesce(s.base_net, 0) as base_net, coalesce(s.base_lines, 0) as base_lines,
             (coalesce(s.lines, 0) > 0 or beijing_day(m.created_at) <= $10 and (m.archived_at is null or beijing_day(m.archived_at) >= $9))
               and (coalesce(s.base_lines, 0) > 0 or beijing_day(m.created_at) <= $12 and (m.archived_at is null or beijing_day(m.archived_at) >= $11)) as is_in_both
      from seller s
      join merchant m on m.id = s.merchant_id
    )
    select code, (count(*) filter (where sold))::integer, (count(*) filter (where base_lines > 0))::integer,
           (count(*) filter (where is_in_both and (sold or base_lines > 0)))::integer,
           coalesce(sum(net) filter (where is_in_both), 0), coalesce(sum(base_net) filter (where is_in_both), 0), coalesce(sum(base_lines) filter (where is_in_both), 0)
    from present
    group by code
  $statement$, '{set}', quote_ident(current_set)), '{place}', case of_basis when 'origin' then 'origin_code' else 'merchant_division_code' end)
  using area, of_basis, are_now, grains, starts, signs, of_refund_view, member_levels, now_from, now_to, base_from, base_to;
end
$function$
;
grant execute on function comparable_sales(text,text,text,boolean[],text[],date[],integer[],date,date,date,date) to cunbo_app;

CREATE OR REPLACE FUNCTION public.counts_in(kind text, basis text, is_loose boolean, level text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE kind WHEN 'line'::text THEN true WHEN 'order'::text THEN true WHEN 'order-shared'::text THEN ((basis = 'merchant'::text) OR (NOT is_loose)) WHEN 'order-joint'::text THEN ((basis = 'origin'::text) AND (NOT is_loose)) WHEN 'home-shared'::text THEN ((basis = 'merchant'::text) AND (NOT is_loose)) ELSE (is_loose AND CASE WHEN (kind ~~ 'home-loose-%'::text) THEN ((basis = 'merchant'::text) AND (kind = ('home-loose-'::text || level))) ELSE ((basis = 'origin'::text) AND (kind = ('loose-'::text || level))) END) END
;
grant execute on function counts_in(text,text,boolean,text) to public;

CREATE OR REPLACE FUNCTION public.counts_on(kind text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (kind = ANY (ARRAY['line'::text, 'order'::text, 'order-shared'::text])) THEN 'both'::text WHEN (kind = 'order-joint'::text) THEN 'origin'::text WHEN (kind = 'home-shared'::text) THEN 'merchant'::text ELSE NULL::text END
;
grant execute on function counts_on(text) to public;

CREATE OR REPLACE FUNCTION public.current_retention()
 RETURNS retention_policy
 LANGUAGE sql
 STABLE
AS $function$
  select * from retention_policy order by id desc limit 1
$function$
;
grant execute on function current_retention() to public;

CREATE OR REPLACE FUNCTION public.deepest_common_division(a text[], b text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE((SELECT (deepest_common_division.a)[i.i] AS a FROM generate_subscripts(deepest_common_division.a, 1) i(i) WHERE ((deepest_common_division.a)[1:i.i] = (deepest_common_division.b)[1:i.i]) ORDER BY i.i DESC LIMIT 1), ''::text)
;
grant execute on function deepest_common_division(text[],text[]) to public;

CREATE OR REPLACE FUNCTION public.delete_unplanned_payloads(as_of timestamp with time zone, batch integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  gone bigint;
begin
  perform require_past(as_of);
  lock table legal_hold in share mode;
  delete from inbox_payload_unplanned u
  using (select p.received_day, p.shop_id, p.message_key from inbox_payload_unplanned p
         where p.received_day < beijing_day(as_of) - (select payload_days from current_retention())
           and not is_payload_kept(p.received_day, p.shop_id, p.message_key, as_of)
         order by 1, 2, 3 limit batch) old
  where u.received_day = old.received_day and u.shop_id = old.shop_id and u.message_key = old.message_key;
  get diagnostics gone = row_count;
  return gone;
end $function$
;
grant execute on function delete_unplanned_payloads(timestamp with time zone,integer) to cunbo_worker;

CREATE OR REPLACE FUNCTION public.divisions_written(wanted text)
 RETURNS TABLE(code text, rank integer, path text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'public'
AS $function$
  select d.code, writing_rank(d.search_text, wanted), d.path
  from division d
  where scope() <> '' and d.search_text like '% ' || wanted || '%'
$function$
;
grant execute on function divisions_written(text) to cunbo_app;
grant execute on function divisions_written(text) to cunbo_worker;

CREATE OR REPLACE FUNCTION public.drop_payload_day(wanted_day date, as_of timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  part text := 'inbox_payload_' || to_char(wanted_day, 'YYYYMMDD');
  all_bodies bigint;
  kept_bodies bigint;
begin
  perform require_past(as_of);
  if beijing_day(as_of) <= wanted_day + (current_retention()).payload_days then
    raise exception 'retention: bodies of % are not old enough', wanted_day;
  end if;
  if not exists (select from inbox_payload_days() d where d = wanted_day) then
    raise exception 'retention: bodies of % have no partition', wanted_day;
  end if;
  perform set_config('lock_timeout', '500', true);
  perform pg_advisory_xact_lock(4206812);      -- as plan_inbox_partitions
  lock table legal_hold in share mode;
  -- Found before the table is locked: on a day of many messages this takes a while.
  execute format('create temporary table kept_payload on commit drop as select * from %I p where is_payload_kept(p.received_day, p.shop_id, p.message_key, $1)', part) using as_of;
  execute 'select count(*) from kept_payload' into kept_bodies;
  execute format('select count(*) from %I', part) into all_bodies;
  execute format('lock table only inbox_payload, inbox_payload_unplanned, %I in access exclusive mode', part);
  execute format('alter table inbox_payload detach partition %I', part);
  execute 'insert into inbox_payload_unplanned select * from kept_payload';
  execute format('drop table %I', part);
  execute 'drop table kept_payload';
  return all_bodies - kept_bodies;
exception when lock_not_available then
  return null;
end $function$
;
grant execute on function drop_payload_day(date,timestamp with time zone) to cunbo_worker;

CREATE OR REPLACE FUNCTION public.entry_fingerprint(e revenue_entry)
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select ('x' || encode(substr(sha256(convert_to(row(
    e.entry_id, e.line_no, e.kind, e.day - date '2000-01-01', e.pay_day - date '2000-01-01', e.product_id, e.live_session_id, e.host_id,
    e.channel, e.category, e.origin_code, e.merchant_id, e.merchant_division_code, e.refund_reason, e.refund_phase,
    e.paid_fen, e.refunded_fen, e.quantity, e.lines, e.orders, e.refunds
  )::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
$function$
;
grant execute on function entry_fingerprint(revenue_entry) to public;

CREATE OR REPLACE FUNCTION public.give_manual_shop()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into shop (merchant_id, platform, name) values (new.id, 'manual', '手工记账');
  return null;
end $function$
;
grant execute on function give_manual_shop() to public;

CREATE OR REPLACE FUNCTION public.grain_start(day date, grain text)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE grain WHEN 'day'::text THEN day WHEN 'ten-days'::text THEN (((day - (EXTRACT(day FROM day))::integer) + 1) + (10 * LEAST((((EXTRACT(day FROM day))::integer - 1) / 10), 2))) WHEN 'month'::text THEN ((day - (EXTRACT(day FROM day))::integer) + 1) WHEN 'year'::text THEN ((day - (EXTRACT(doy FROM day))::integer) + 1) ELSE NULL::date END
;
grant execute on function grain_start(date,text) to public;

CREATE OR REPLACE FUNCTION public.inbox_payload_days()
 RETURNS SETOF date
 LANGUAGE sql
 STABLE
AS $function$
  select to_date(right(c.relname, 8), 'YYYYMMDD')
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'public.inbox_payload'::regclass and c.relnamespace = 'public'::regnamespace and c.relname ~ '^inbox_payload_\d{8}$'
$function$
;
grant execute on function inbox_payload_days() to public;

CREATE OR REPLACE FUNCTION public.is_payload_kept(wanted_day date, wanted_shop_id bigint, wanted_message_key text, as_of timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select beijing_day(as_of) <= wanted_day + policy.payload_days
         or is_shop_held(wanted_shop_id)
         or exists (
           select from inbox_message m
           where m.shop_id = wanted_shop_id and m.message_key = wanted_message_key
             and (m.state in ('received', 'awaiting-detail')
                  or m.state in ('quarantined', 'conflict')
                     and (beijing_day(as_of) <= wanted_day + make_interval(months => policy.transaction_months)
                          or exists (select from legal_hold h where h.lifted_at is null and h.shop_id = wanted_shop_id))))
         or exists (
           select from legal_hold h
           join order_word w on w.shop_id = h.shop_id and w.order_no = h.order_no and w.message_key = wanted_message_key
           where h.lifted_at is null and h.shop_id = wanted_shop_id and h.order_no is not null)
  from current_retention() policy
$function$
;
grant execute on function is_payload_kept(date,bigint,text,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.is_shop_held(wanted_shop_id bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from legal_hold h where h.lifted_at is null and h.shop_id = wanted_shop_id and h.order_no is null)
      or exists (
        select from legal_hold h
        join merged_merchants(h.merchant_id) m on true
        join shop s on s.id = wanted_shop_id and s.merchant_id = m.id
        where h.lifted_at is null and h.merchant_id is not null)
$function$
;
grant execute on function is_shop_held(bigint) to public;

CREATE OR REPLACE FUNCTION public.joins_campaign(wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select scope() = 'merchants' and sees_campaign(wanted) and exists (select from campaign c where c.id = wanted and c.is_open and c.archived_at is null)
$function$
;
grant execute on function joins_campaign(bigint) to cunbo_app;

CREATE OR REPLACE FUNCTION public.keep_bulletin()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then raise exception 'bulletins are withdrawn, never deleted'; end if;
  if old.state = 'withdrawn' then raise exception 'bulletin % is withdrawn', old.id; end if;
  if (old.division_code, old.month) is distinct from (new.division_code, new.month) then raise exception 'bulletin % is about something else', old.id; end if;
  if old.state <> new.state and (old.state, new.state) not in (('draft', 'checked'), ('checked', 'issued'), ('draft', 'withdrawn'), ('checked', 'withdrawn'), ('issued', 'withdrawn')) then
    raise exception 'bulletin % cannot become % from %', old.id, new.state, old.state;
  end if;
  if (old.state <> 'draft' or new.state <> 'draft')
     and (old.basis, old.refund_view, old.title, old.title_en, old.body, old.body_en, old.notes, old.notes_en, old.figures, old.author_ids)
         is distinct from (new.basis, new.refund_view, new.title, new.title_en, new.body, new.body_en, new.notes, new.notes_en, new.figures, new.author_ids) then
    raise exception 'what bulletin % says is fixed once it is checked', old.id;
  end if;
  if old.state = 'issued' and (old.number, old.is_public, old.issuer_id, old.issued_at, old.checker_id, old.checked_at)
                              is distinct from (new.number, new.is_public, new.issuer_id, new.issued_at, new.checker_id, new.checked_at) then
    raise exception 'what bulletin % says is fixed once it is issued', old.id;
  end if;
  if old.freezes_at <= now() then raise exception 'bulletin % is frozen', old.id; end if;
  return new;
end $function$
;
grant execute on function keep_bulletin() to public;

CREATE OR REPLACE FUNCTION public.keep_bulletin_copy()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a copy of a bulletin never changes';
end $function$
;
grant execute on function keep_bulletin_copy() to public;

CREATE OR REPLACE FUNCTION public.keeps_campaign(wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select from campaign c where c.id = wanted and sees_division(c.owner_code))
$function$
;
grant execute on function keeps_campaign(bigint) to cunbo_app;

CREATE OR REPLACE FUNCTION public.keeps_reports_of(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN CASE current_setting('cunbo.scope'::text, true) WHEN 'all'::text THEN true WHEN 'division'::text THEN (wanted = current_setting('cunbo.division_prefix'::text, true)) ELSE false END
;
grant execute on function keeps_reports_of(text) to public;

CREATE OR REPLACE FUNCTION public.key_rollup(set_name text, table_name text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  case table_name
    when 'rollup_base' then
      execute format('alter table %I.rollup_base add primary key (day, merchant_division_code, merchant_id, product_id, origin_code, shop_id, live_session_id, host_id, channel, category, kind)', set_name);
      execute format('create index rollup_base_by_origin on %I.rollup_base (day, origin_code)', set_name);
      execute format('create index rollup_base_by_session on %I.rollup_base (live_session_id, day) where live_session_id <> 0', set_name);
    when 'rollup_goods' then
      execute format('alter table %I.rollup_goods add primary key (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, host_id, category, platform, kind)', set_name);
      execute format('create index rollup_goods_by_origin on %I.rollup_goods (start_day, grain, origin_code)', set_name);
    when 'rollup_area' then
      execute format('alter table %I.rollup_area add primary key (start_day, grain, level, basis, is_loose, is_detail, area_code, category)', set_name);
    when 'rollup_refund' then
      execute format('alter table %I.rollup_refund add primary key (start_day, grain, merchant_division_code, merchant_id, product_id, origin_code, category, platform, refund_reason, refund_phase)', set_name);
  end case;
end $function$
;

CREATE OR REPLACE FUNCTION public.make_rollup_set(set_name text)
 RETURNS void
 LANGUAGE plpgsql
 SET client_min_messages TO 'warning'
AS $function$
declare
  name text;
begin
  execute format('drop schema if exists %I cascade', set_name);
  execute format('create schema %I', set_name);

  -- The finest: by day and every dimension, and by kind of entry (see revenue_entry).
  execute format($$create table %I.rollup_base (
    day date not null,
    shop_id bigint not null,
    product_id bigint not null,
    live_session_id bigint not null,
    host_id bigint not null,
    channel text collate "C" not null,
    category text collate "C" not null,
    origin_code text collate "C" not null,
    merchant_id bigint not null,
    merchant_division_code text collate "C" not null,
    kind text collate "C" not null,
    platform text collate "C" not null,
    paid_fen bigint not null,
    refunded_cash_fen bigint not null,
    refunded_cohort_fen bigint not null,
    quantity bigint not null,
    lines bigint not null,
    orders bigint not null) with (fillfactor = 85)$$, set_name);

  -- By merchant, product, host and platform, for rankings of what is no area and of areas on one platform. Its days are in rollup_base.
  execute format($$create table %I.rollup_goods (
    grain text collate "C" not null,
    start_day date not null,
    merchant_division_code text collate "C" not null,
    merchant_id bigint not null,
    product_id bigint not null,
    origin_code text collate "C" not null,
    host_id bigint not null,
    category text collate "C" not null,
    platform text collate "C" not null,
    kind text collate "C" not null,
    paid_fen bigint not null,
    refunded_cash_fen bigint not null,
    refunded_cohort_fen bigint not null,
    quantity bigint not null,
    lines bigint not null,
    orders bigint not null) with (fillfactor = 85)$$, set_name);

  -- By area: whole (category '') and, in detail and without distinct orders, by category; townships and villages whole only.
  execute format($$create table %I.rollup_area (
    basis text collate "C" not null,
    level text collate "C" not null,
    is_loose boolean not null,
    is_detail boolean not null,
    grain text collate "C" not null,
    start_day date not null,
    area_code text collate "C" not null,
    category text collate "C" not null,
    paid_fen bigint not null,
    refunded_cash_fen bigint not null,
    refunded_cohort_fen bigint not null,
    quantity bigint not null,
    lines bigint not null,
    orders bigint not null) with (fillfactor = 85)$$, set_name);

  -- Refunds by what they were for.
  execute format($$create table %I.rollup_refund (
    grain text collate "C" not null,
    start_day date not null,
    merchant_division_code text collate "C" not null,
    merchant_id bigint not null,
    product_id bigint not null,
    origin_code text collate "C" not null,
    category text collate "C" not null,
    platform text collate "C" not null,
    refund_reason text collate "C" not null,
    refund_phase text collate "C" not null,
    refunded_cash_fen bigint not null,
    refunded_cohort_fen bigint not null,
    cash_refunds bigint not null,
    cohort_refunds bigint not null) with (fillfactor = 85)$$, set_name);

  execute format('grant usage on schema %I to cunbo_app, cunbo_worker', set_name);
  foreach name in array array['rollup_base', 'rollup_goods', 'rollup_area', 'rollup_refund'] loop
    execute format('alter table %I.%I enable row level security', set_name, name);
    execute format('create policy background on %I.%I to cunbo_worker using (true) with check (true)', set_name, name);
    execute format('grant select on %I.%I to cunbo_app', set_name, name);
    execute format('grant select, insert, update on %I.%I to cunbo_worker', set_name, name);
  end loop;
  execute format('create policy own_sessions on %I.rollup_base for select to cunbo_app using ((select scope()) = ''host'' and sees_live_session(live_session_id))', set_name);
  -- Area totals may be read by every bureau; a single merchant has no business with them.
  execute format($$create policy bureaus on %I.rollup_area for select to cunbo_app using ((select scope()) = 'all' or (select scope()) = 'division' and sees_area(area_code))$$, set_name);
  foreach name in array array['rollup_base', 'rollup_goods', 'rollup_refund'] loop
    execute format($$create policy own_merchants on %I.%I for select to cunbo_app using ((select scope()) = 'all' or sees_merchant(merchant_id))$$, set_name, name);
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION public.makes_bulletins_of(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN CASE current_setting('cunbo.scope'::text, true) WHEN 'all'::text THEN true WHEN 'division'::text THEN (wanted = current_setting('cunbo.division_prefix'::text, true)) ELSE false END
;
grant execute on function makes_bulletins_of(text) to public;

CREATE OR REPLACE FUNCTION public.may_give(wanted_role text, wanted_division text, wanted_merchants bigint[], wanted_hosts bigint[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select case current_setting('cunbo.scope', true)
    when 'all' then true
    when 'division' then case wanted_role
      when 'bureau' then sees_division(wanted_division)
      when 'lead' then not exists (select from unnest(wanted_merchants) m where not sees_merchant(m))
      when 'clerk' then not exists (select from unnest(wanted_merchants) m where not sees_merchant(m))
      else false
    end
    when 'merchants' then case wanted_role
      when 'clerk' then not exists (select from unnest(wanted_merchants) m where not sees_merchant(m))
      when 'host' then not exists (select from unnest(wanted_hosts) w where not exists (select from host h where h.id = w))
      else false
    end
    else false
  end
$function$
;
grant execute on function may_give(text,text,bigint[],bigint[]) to public;

CREATE OR REPLACE FUNCTION public.merchant_standing(wanted bigint, area_digits integer, of_grain text, starts date[])
 RETURNS TABLE(place bigint, gap text, is_withheld boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  area text;
  current_set text;
begin
  if not sees_merchant(wanted) or area_digits not in (2, 4, 6) or of_grain not in ('month', 'year') then return; end if;
  select left(m.division_code, area_digits) into area from merchant m where m.id = wanted and length(m.division_code) >= area_digits;
  -- Who is at home in a city as a whole competes in none of its counties.
  if area is null then return query select null::bigint, null::text, true; return; end if;
  select c.set_name into strict current_set from rollup_current c;
  return query execute format($statement$
    with sold as (
      select r.merchant_id, sum(r.paid_fen - r.refunded_cash_fen) as net
      from %I.rollup_goods r
      where r.grain = $1 and r.start_day = any ($2) and r.merchant_division_code >= $3 and r.merchant_division_code < $3 || ':'
        and counts_on(r.kind) = 'both' and r.merchant_id <> 0
      group by r.merchant_id
      having sum(r.lines) > 0
    ),
    own as (
      select s.net, (select count(*) from sold o where o.net > s.net) + 1 as place, (select min(o.net) from sold o where o.net > s.net) as next
      from sold s where s.merchant_id = $4
    ),
    field as (select count(*) < 3 as is_small from sold)
    select case when not field.is_small then own.place end,
           case when field.is_small or own.place = 1 then null
                when own.net <= 0 or own.next >= own.net * 1.5 then 'over-half'
                when own.next >= own.net * 1.1 then 'tenth-to-half'
                when own.next is not null then 'under-tenth' end,
           field.is_small
    from field left join own on true
  $statement$, current_set) using of_grain, starts, area, wanted;
end
$function$
;
grant execute on function merchant_standing(bigint,integer,text,date[]) to cunbo_app;

CREATE OR REPLACE FUNCTION public.merchant_stock(of_level text, inside text, first_day date, last_day date, earlier_day date, grains text[], starts date[], signs integer[])
 RETURNS TABLE(area_code text, kind text, opening bigint, added bigint, closed bigint, merged bigint, earlier bigint, sold bigint, sold_live bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  current_set text;
begin
  if not sees_totals_of(array[inside]) then return; end if;
  select c.set_name into strict current_set from rollup_current c;
  return query execute format($statement$
    with bucket as materialized (select * from unnest($6, $7, $8) as b (grain, start_day, sign)),
    sale as (
      select r.merchant_id, bucket.sign * r.lines as lines
      from bucket join %1$I.rollup_goods r on r.grain = bucket.grain and r.start_day = bucket.start_day
      where bucket.grain <> 'day' and r.merchant_division_code >= left($2, 2) and r.merchant_division_code < left($2, 2) || ':'
      union all
      select r.merchant_id, bucket.sign * r.lines
      from bucket join %1$I.rollup_base r on r.day = bucket.start_day
      where bucket.grain = 'day' and r.merchant_division_code >= left($2, 2) and r.merchant_division_code < left($2, 2) || ':'
    ),
    seller as (select merchant_id from sale group by merchant_id having sum(lines) > 0),
    live_seller as (
      select r.merchant_id
      from %1$I.rollup_base r
      where r.day between $3 and $4 and r.live_session_id <> 0
        and r.merchant_division_code >= left($2, 2) and r.merchant_division_code < left($2, 2) || ':'
      group by r.merchant_id having sum(r.lines) > 0
    ),
    life as (
      select m.id, m.kind, m.merged_into_id, c.area_code, beijing_day(m.created_at) as came,
             coalesce(beijing_day(m.archived_at), 'infinity'::date) as went
      from merchant m
      join division_closure c on c.code = m.division_code and c.level = $1 and not c.is_loose
      where starts_with(c.area_code, $2)
    )
    select l.area_code, l.kind,
           count(*) filter (where came < $3 and went >= $3), count(*) filter (where came between $3 and $4),
           count(*) filter (where came <= $4 and went between $3 and $4),
           count(*) filter (where came <= $4 and went between $3 and $4 and merged_into_id is not null),
           count(*) filter (where came <= $5 and went > $5),
           count(*) filter (where came <= $4 and went >= $3 and s.merchant_id is not null),
           count(*) filter (where came <= $4 and went >= $3 and v.merchant_id is not null)
    from life l
    left join seller s on s.merchant_id = l.id
    left join live_seller v on v.merchant_id = l.id
    group by 1, 2
  $statement$, current_set) using of_level, inside, first_day, last_day, earlier_day, grains, starts, signs;
end
$function$
;
grant execute on function merchant_stock(text,text,date,date,date,text[],date[],integer[]) to cunbo_app;

CREATE OR REPLACE FUNCTION public.merged_merchants(wanted bigint)
 RETURNS TABLE(id bigint)
 LANGUAGE sql
 STABLE
AS $function$
  with recursive merged as (
    select wanted as id
    union
    select m.id from merged join merchant m on m.merged_into_id = merged.id
  )
  select id from merged
$function$
;
grant execute on function merged_merchants(bigint) to public;

CREATE OR REPLACE FUNCTION public.moved_codes()
 RETURNS TABLE(code text, today_code text)
 LANGUAGE sql
 STABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT t.code,
     t.today_code
    FROM division_today t;
END
;
grant execute on function moved_codes() to cunbo_app;
grant execute on function moved_codes() to cunbo_worker;

CREATE OR REPLACE FUNCTION public.note_attribution_rule()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into reattribution_todo (kind, rule_id) values ('rule', new.id);
  return null;
end $function$
;
grant execute on function note_attribution_rule() to public;

CREATE OR REPLACE FUNCTION public.note_host()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into reattribution_todo (kind, merchant_id, host_ids)
  values ('host', new.merchant_id, array_remove(array[new.platform_host_id, case when tg_op = 'UPDATE' then old.platform_host_id end], null));
  return null;
end $function$
;
grant execute on function note_host() to public;

CREATE OR REPLACE FUNCTION public.note_item_mapping()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into reattribution_todo (kind, shop_id, item_id) values ('item', coalesce(new.shop_id, old.shop_id), coalesce(new.item_id, old.item_id));
  return null;
end $function$
;
grant execute on function note_item_mapping() to public;

CREATE OR REPLACE FUNCTION public.note_live_session()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  before live_session := coalesce(old, new);
begin
  insert into reattribution_todo (kind, live_session_id, merchant_id, room_ids, shop_ids, paid_from, paid_to)
  values ('session', new.id, new.merchant_id,
          array_remove(array[before.room_id, new.room_id], null), array_remove(array[before.shop_id, new.shop_id], null),
          least(before.started_at, new.started_at),
          greatest(coalesce(before.ended_at, before.started_at + interval '12 hours'), coalesce(new.ended_at, new.started_at + interval '12 hours')) + interval '30 minutes');
  return null;
end $function$
;
grant execute on function note_live_session() to public;

CREATE OR REPLACE FUNCTION public.note_merchant()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into reattribution_todo (kind, merchant_id) values ('merchant', new.id);
  return null;
end $function$
;
grant execute on function note_merchant() to public;

CREATE OR REPLACE FUNCTION public.note_product()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into reattribution_todo (kind, product_id) values ('product', new.id);
  return null;
end $function$
;
grant execute on function note_product() to public;

CREATE OR REPLACE FUNCTION public.note_zone()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into reattribution_todo (kind, division_code) values ('division', new.code);
  return null;
end $function$
;
grant execute on function note_zone() to public;

CREATE OR REPLACE FUNCTION public.open_lead_account(application bigint, merchant bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  applied merchant_application;
  made bigint;
begin
  select * into applied from merchant_application where id = application and state = 'waiting' for update;
  if not found or not sees_division(applied.division_code) or not sees_merchant(merchant) then
    raise exception 'application % cannot be approved here', application using errcode = 'insufficient_privilege';
  end if;
  insert into account (username, name, password_hash, role)
  values (applied.username, applied.contact_name, applied.password_hash, 'lead')
  on conflict on constraint account_username_once do nothing returning id into made;
  if made is not null then
    insert into account_merchant (account_id, merchant_id) values (made, merchant);
  end if;
  return made;
end $function$
;
grant execute on function open_lead_account(bigint,bigint) to cunbo_app;

CREATE OR REPLACE FUNCTION public.order_entry_target(wanted_shop_id bigint, wanted_order_no text)
 RETURNS TABLE(shop_id bigint, order_no text, line_no text, kind text, day date, pay_day date, product_id bigint, live_session_id bigint, host_id bigint, channel text, category text, origin_code text, merchant_id bigint, merchant_division_code text, refund_reason text, refund_phase text, paid_fen bigint, refunded_fen bigint, quantity bigint, lines bigint, orders bigint, refunds bigint)
 LANGUAGE sql
 STABLE
AS $function$
  with paid_order as (
    select o.shop_id, o.order_no, beijing_day(o.paid_at) as pay_day, o.channel, m.id as selling_merchant_id,
           coalesce(session.id, 0) as live_session_id, coalesce(named_host.id, session.host_id, 0) as host_id
    from sales_order o
    join shop on shop.id = o.shop_id
    join merchant m on m.id = shop.merchant_id
    left join host named_host on named_host.merchant_id = m.id and named_host.platform_host_id = o.platform_host_id and named_host.archived_at is null
    left join lateral (
      select candidate.id, candidate.host_id
      from (
        (select s.id, s.host_id, 1 as preference
         from live_session s
         where o.source = 'hand' and s.id = o.named_session_id and s.merchant_id = m.id and s.archived_at is null)
        union all
        -- The room decides; of several sessions in one room the latest begun before the payment, else the first.
        (select s.id, s.host_id, 2
         from live_session s
         where o.source = 'platform' and s.merchant_id = m.id and s.room_id = o.room_id and s.archived_at is null
         order by s.started_at > o.paid_at, case when s.started_at > o.paid_at then s.started_at end, s.started_at desc, s.id
         limit 1)
        union all
        (select s.id, s.host_id, 3
         from live_session s
         where o.source = 'platform' and s.shop_id = o.shop_id and s.archived_at is null
           and s.started_at <= o.paid_at and s.started_at >= o.paid_at - interval '32 days'
           and coalesce(s.ended_at, s.started_at + interval '12 hours') + interval '30 minutes' >= o.paid_at
         order by s.started_at desc, s.id
         limit 1)
      ) candidate
      order by candidate.preference
      limit 1
    ) session on true
    where o.shop_id = wanted_shop_id and o.order_no = wanted_order_no and o.paid_at is not null and o.void_reason is null
  ),
  -- The lines as they stand, and, without money of their own, lines known only from a refund.
  line as (
    select l.line_no, true as is_sold, l.quantity, l.paid_fen, l.product_id, l.item_id, l.sku_id, l.lot
    from paid_order p
    join order_line l on l.shop_id = p.shop_id and l.order_no = p.order_no
    union all
    select distinct r.line_no, false, 0::bigint, 0::bigint, r.product_id, r.item_id, r.sku_id, r.lot
    from paid_order p
    join order_refund r on r.shop_id = p.shop_id and r.order_no = p.order_no and r.status = 'succeeded'
    where not exists (select from order_line l where l.shop_id = r.shop_id and l.order_no = r.order_no and l.line_no = r.line_no)
  ),
  identified as (
    select line.*, line.product_id as named_product_id, product.id as known_product_id, coalesce(product.category, '') as category,
           coalesce(product.origin_division_code, '') as product_origin_code
    from paid_order p
    cross join line
    left join item_mapping by_sku on by_sku.shop_id = p.shop_id and by_sku.item_id = line.item_id and by_sku.sku_id = line.sku_id and line.item_id <> ''
    left join item_mapping by_item on by_item.shop_id = p.shop_id and by_item.item_id = line.item_id and by_item.sku_id = '' and line.item_id <> ''
    left join product on product.id = coalesce(line.product_id, by_sku.product_id, by_item.product_id)
  ),
  attributed as (
    select i.line_no, i.is_sold, i.quantity, i.paid_fen, i.item_id, i.sku_id, i.lot, i.named_product_id, coalesce(i.known_product_id, 0) as product_id,
           i.category, coalesce(origin_rule.origin_code, i.product_origin_code) as origin_code,
           counted.id as merchant_id, coalesce(home_rule.home_division_code, counted.division_code) as merchant_division_code
    from paid_order p
    cross join identified i
    left join lateral (
      select r.origin_code
      from attribution_rule r
      where r.effect = 'origin' and r.withdrawn_at is null and p.pay_day >= coalesce(r.valid_from, '-infinity') and p.pay_day <= coalesce(r.valid_to, 'infinity')
        and (r.product_id = i.known_product_id or r.merchant_id = p.selling_merchant_id) and (r.lot is null or r.lot = i.lot)
      order by r.lot is null, r.product_id is null, r.id desc
      limit 1
    ) origin_rule on true
    left join lateral (
      select r.target_merchant_id
      from attribution_rule r
      where r.effect = 'merchant' and r.source <> 'merge' and r.withdrawn_at is null
        and p.pay_day >= coalesce(r.valid_from, '-infinity') and p.pay_day <= coalesce(r.valid_to, 'infinity')
        and (r.product_id = i.known_product_id or r.merchant_id = p.selling_merchant_id) and (r.lot is null or r.lot = i.lot)
      order by r.lot is null, r.product_id is null, r.id desc
      limit 1
    ) merchant_rule on true
    join merchant named on named.id = coalesce(merchant_rule.target_merchant_id, p.selling_merchant_id)
    -- Following mergers is a query of its own for every line (a third of all that posting an order took).
    join merchant counted on counted.id = case when named.merged_into_id is null then named.id else standing_merchant(named.id) end
    left join lateral (
      select r.home_division_code
      from attribution_rule r
      where r.effect = 'home' and r.merchant_id = counted.id and r.withdrawn_at is null
        and p.pay_day >= coalesce(r.valid_from, '-infinity') and p.pay_day <= coalesce(r.valid_to, 'infinity')
      order by r.id desc
      limit 1
    ) home_rule on true
  ),
  money as (
    select a.line_no, p.pay_day as day, a.product_id, a.category, a.origin_code, a.merchant_id, a.merchant_division_code, '' as refund_reason,
           '' as refund_phase, a.paid_fen, 0::bigint as refunded_fen, a.quantity, 1::bigint as lines, 0::bigint as refunds
    from attributed a cross join paid_order p
    where a.is_sold
    union all
    select a.line_no, beijing_day(r.succeeded_at), a.product_id, a.category, a.origin_code, a.merchant_id, a.merchant_division_code, r.reason_class,
           r.phase, 0, r.amount_fen, 0, 0, (r.amount_fen > 0)::int
    from attributed a
    join order_refund r on r.shop_id = wanted_shop_id and r.order_no = wanted_order_no and r.line_no = a.line_no and r.status = 'succeeded'
      -- Two refunds of a line that is gone may name different items: each counts for its own.
      and (a.is_sold or (a.item_id, a.sku_id, a.lot, a.named_product_id) is not distinct from (r.item_id, r.sku_id, r.lot, r.product_id))
  ),
  -- Where the order is, by merchant, and over all merchants.
  present as (select distinct merchant_id, merchant_division_code, origin_code from attributed where is_sold),
  -- Nearly every order is in one place, and then counts there once: nothing more is looked up for it.
  is_scattered as (select count(*) > 1 as yes from present),
  scattered as (
    select p.merchant_id, p.merchant_division_code, p.origin_code, coalesce(d.path, '{}') as path
    from present p left join division d on d.code = p.origin_code
    where (select yes from is_scattered)
  ),
  own_meeting as (
    select n.merchant_id, n.merchant_division_code, deepest_common_division(n.path, n.next_path) as code
    from (select scattered.*, lead(path) over (partition by merchant_id order by path) as next_path from scattered) n
    where n.next_path is not null
  ),
  place as (select origin_code as code, path, count(*) as merchants from scattered group by origin_code, path),
  home as (
    select h.code, coalesce(d.path, '{}') as path, h.merchants
    from (select merchant_division_code as code, count(distinct merchant_id) as merchants from scattered group by merchant_division_code) h
    left join division d on d.code = h.code
  ),
  is_joint as (select count(distinct merchant_id) > 1 as yes from scattered),
  joint_meeting as (
    select deepest_common_division(n.path, n.next_path) as code
    from (select path, lead(path) over (order by path) as next_path from place) n
    where n.next_path is not null
  ),
  loose_place as (
    select c.level, place.* from place join division_closure c on c.code = place.code and c.is_loose and c.area_code = ''
  ),
  loose_home as (
    select c.level, home.* from home join division_closure c on c.code = home.code and c.is_loose and c.area_code = '' where (select yes from is_joint)
  ),
  presence as (
    select 'order' as kind, merchant_id, merchant_division_code, origin_code, 1::bigint as orders from present
    union all
    select 'order-shared', merchant_id, merchant_division_code, code, -1 from own_meeting
    union all
    select 'order-joint', 0, '', joint.code, joint.orders
    from (
      select too_much.code, sum(too_much.orders) as orders
      from (
        select code, 1 - merchants as orders from place
        union all
        select code, -1 from joint_meeting
        union all
        select code, 1 from own_meeting
      ) too_much
      where (select yes from is_joint)
      group by too_much.code
    ) joint
    where joint.orders <> 0
    union all
    select 'loose-' || n.level, 0, '', deepest_common_division(n.path, n.next_path), -1
    from (select level, path, lead(path) over (partition by level order by path) as next_path from loose_place) n
    where n.next_path is not null
    union all
    select 'loose-' || level, 0, '', code, 1 - merchants from loose_place where merchants > 1
    union all
    select 'home-shared', 0, deepest_common_division(n.path, n.next_path), '', -1
    from (select path, lead(path) over (order by path) as next_path from home) n
    where n.next_path is not null
    union all
    select 'home-shared', 0, code, '', 1 - merchants from home where merchants > 1
    union all
    select 'home-loose-' || n.level, 0, deepest_common_division(n.path, n.next_path), '', -1
    from (select level, path, lead(path) over (partition by level order by path) as next_path from loose_home) n
    where n.next_path is not null
    union all
    select 'home-loose-' || level, 0, code, '', 1 - merchants from loose_home where merchants > 1
  ),
  counted as (
    select line_no, 'line' as kind, day, product_id, category, origin_code, merchant_id, merchant_division_code, refund_reason, refund_phase,
           paid_fen, refunded_fen, quantity, lines, 0::bigint as orders, refunds
    from money
    union all
    select '', presence.kind, p.pay_day, 0, '', presence.origin_code, presence.merchant_id, presence.merchant_division_code, '', '', 0, 0, 0, 0, presence.orders, 0
    from presence cross join paid_order p
  )
  select p.shop_id, p.order_no, c.line_no, c.kind, c.day, p.pay_day, c.product_id, p.live_session_id, p.host_id, p.channel, c.category, c.origin_code,
         c.merchant_id, c.merchant_division_code, c.refund_reason, c.refund_phase,
         sum(c.paid_fen)::bigint, sum(c.refunded_fen)::bigint, sum(c.quantity)::bigint, sum(c.lines)::bigint, sum(c.orders)::bigint,
         sum(c.refunds)::bigint
  from counted c cross join paid_order p
  group by p.shop_id, p.order_no, c.line_no, c.kind, c.day, p.pay_day, c.product_id, p.live_session_id, p.host_id, p.channel, c.category, c.origin_code,
           c.merchant_id, c.merchant_division_code, c.refund_reason, c.refund_phase
$function$
;
grant execute on function order_entry_target(bigint,text) to public;

CREATE OR REPLACE FUNCTION public.order_retention(wanted_shop_id bigint, wanted_order_no text, as_of timestamp with time zone)
 RETURNS TABLE(settled_on date, is_old boolean, is_held boolean)
 LANGUAGE sql
 STABLE
AS $function$
  select life.settled_on,
         life.settled_on + make_interval(months => policy.transaction_months) < beijing_day(as_of)
         and o.changed_at < as_of - make_interval(days => policy.quiet_days),
         held.is_held
  from sales_order o
  cross join current_retention() policy
  cross join lateral (
    select beijing_day(greatest(
      o.created_at, o.paid_at, o.shipped_at,
      (select max(l.shipped_at) from order_line l where l.shop_id = o.shop_id and l.order_no = o.order_no),
      (select max(r.succeeded_at) from order_refund r where r.shop_id = o.shop_id and r.order_no = o.order_no),
      (select max(w.said_at) from order_word w where w.shop_id = o.shop_id and w.order_no = o.order_no))) as settled_on
  ) life
  cross join lateral (
    select is_shop_held(o.shop_id)
           or exists (select from legal_hold h where h.lifted_at is null and h.shop_id = o.shop_id and h.order_no = o.order_no) as is_held
  ) held
  where o.shop_id = wanted_shop_id and o.order_no = wanted_order_no
$function$
;
grant execute on function order_retention(bigint,text,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.orders_counted_for(wanted bigint)
 RETURNS TABLE(shop_id bigint, order_no text)
 LANGUAGE sql
 STABLE
AS $function$
  select o.shop_id, o.order_no
  from merged_merchants(wanted) m
  join shop s on s.merchant_id = m.id
  join sales_order o on o.shop_id = s.id
  union
  select o.shop_id, o.order_no
  from merged_merchants(wanted) m
  join attribution_rule r on r.target_merchant_id = m.id and r.effect = 'merchant' and r.source <> 'merge' and r.withdrawn_at is null,
  lateral orders_in_scope(r) o
$function$
;
grant execute on function orders_counted_for(bigint) to public;

CREATE OR REPLACE FUNCTION public.orders_in_scope(rule attribution_rule)
 RETURNS TABLE(shop_id bigint, order_no text)
 LANGUAGE sql
 STABLE
AS $function$
  select o.shop_id, o.order_no
  from (
    select l.shop_id, l.order_no from order_line l where rule.lot is not null and l.lot = rule.lot
    union
    select r.shop_id, r.order_no from order_refund r where rule.lot is not null and r.lot = rule.lot
    union
    select p.shop_id, p.order_no from orders_of_product(rule.product_id) p where rule.lot is null and rule.product_id is not null
    union
    select s.shop_id, s.order_no from sales_order s
    where rule.lot is null and rule.merchant_id is not null and s.shop_id in (select id from shop where merchant_id = rule.merchant_id)
  ) o
  join sales_order s on s.shop_id = o.shop_id and s.order_no = o.order_no
  where s.paid_at >= coalesce(rule.valid_from::timestamp at time zone 'Asia/Shanghai', '-infinity')
    and s.paid_at < coalesce((rule.valid_to + 1)::timestamp at time zone 'Asia/Shanghai', 'infinity')
$function$
;
grant execute on function orders_in_scope(attribution_rule) to public;

CREATE OR REPLACE FUNCTION public.orders_of_product(wanted bigint)
 RETURNS TABLE(shop_id bigint, order_no text)
 LANGUAGE sql
 STABLE
AS $function$
  select l.shop_id, l.order_no from order_line l where l.product_id = wanted
  union
  select r.shop_id, r.order_no from order_refund r where r.product_id = wanted
  union
  select l.shop_id, l.order_no from item_mapping m join order_line l on l.shop_id = m.shop_id and l.item_id = m.item_id where m.product_id = wanted
  union
  select r.shop_id, r.order_no from item_mapping m join order_refund r on r.shop_id = m.shop_id and r.item_id = m.item_id where m.product_id = wanted
$function$
;
grant execute on function orders_of_product(bigint) to public;

CREATE OR REPLACE FUNCTION public.owner_of(owned text, wanted bigint)
 RETURNS TABLE(merchant_id bigint, division_code text, host_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select m.id, m.division_code,
         case owned when 'host' then wanted when 'live-session' then (select s.host_id from live_session s where s.id = wanted) end
  from merchant m
  where m.id = case owned
    when 'merchant' then wanted
    when 'product' then (select p.merchant_id from product p where p.id = wanted)
    when 'shop' then (select s.merchant_id from shop s where s.id = wanted)
    when 'host' then (select h.merchant_id from host h where h.id = wanted)
    when 'live-session' then (select s.merchant_id from live_session s where s.id = wanted)
    when 'import' then (select s.merchant_id from file_import i join shop s on s.id = i.shop_id where i.id = wanted)
  end
$function$
;
grant execute on function owner_of(text,bigint) to cunbo_app;

CREATE OR REPLACE FUNCTION public.plan_inbox_partitions(days_ahead integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  wanted date;
  part text;
begin
  perform pg_advisory_xact_lock(4206812);
  for wanted in select beijing_day(now()) + n from generate_series(0, days_ahead) n loop
    part := 'inbox_payload_' || to_char(wanted, 'YYYYMMDD');
    if to_regclass(part) is null and not exists (select from inbox_payload_unplanned where received_day = wanted) then
      execute format('create table %I partition of inbox_payload for values from (%L) to (%L)', part, wanted, wanted + 1);
      execute format('alter table %I enable row level security', part);
    end if;
  end loop;
end $function$
;
grant execute on function plan_inbox_partitions(integer) to cunbo_worker;

CREATE OR REPLACE FUNCTION public.public_bulletins(wanted bigint, after_month text, after_id bigint, how_many integer)
 RETURNS TABLE(id bigint, division_code text, month text, issued_at timestamp with time zone, version integer, reason text, number text, title text, title_en text, figures jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select b.id, b.division_code, to_char(b.month, 'YYYY-MM'), b.issued_at, c.version, c.reason, c.number, c.title, c.title_en, c.figures
  from bulletin b
  join lateral (select * from bulletin_copy c where c.bulletin_id = b.id order by c.version desc limit 1) c on true
  where exists (select from public_page where is_on) and b.state = 'issued' and b.is_public and (wanted is null or b.id = wanted)
    and (after_month is null or (to_char(b.month, 'YYYY-MM'), b.id) < (after_month, after_id))
  order by b.month desc, b.id desc
  limit how_many
$function$
;
grant execute on function public_bulletins(bigint,text,bigint,integer) to cunbo_app;

CREATE OR REPLACE FUNCTION public.public_page_title()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select title from public_page where is_on
$function$
;
grant execute on function public_page_title() to cunbo_app;

CREATE OR REPLACE FUNCTION public.reads_reports_of(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN CASE current_setting('cunbo.scope'::text, true) WHEN 'all'::text THEN true WHEN 'division'::text THEN (starts_with(wanted, current_setting('cunbo.division_prefix'::text, true)) OR starts_with(current_setting('cunbo.division_prefix'::text, true), wanted)) ELSE false END
;
grant execute on function reads_reports_of(text) to public;

CREATE OR REPLACE FUNCTION public.reattributed_orders(wanted reattribution_todo)
 RETURNS TABLE(shop_id bigint, order_no text)
 LANGUAGE sql
 STABLE
AS $function$
  select l.shop_id, l.order_no from order_line l
  where wanted.kind = 'item' and l.shop_id = wanted.shop_id and l.item_id = wanted.item_id
  union
  select r.shop_id, r.order_no from order_refund r
  where wanted.kind = 'item' and r.shop_id = wanted.shop_id and r.item_id = wanted.item_id
  union
  select o.shop_id, o.order_no from orders_of_product(wanted.product_id) o where wanted.kind = 'product'
  union
  select o.shop_id, o.order_no from sales_order o
  where wanted.kind = 'session' and o.named_session_id = wanted.live_session_id
  union
  select o.shop_id, o.order_no from sales_order o
  where wanted.kind = 'session' and o.room_id = any (wanted.room_ids) and o.shop_id in (select id from shop where merchant_id = wanted.merchant_id)
  union
  select o.shop_id, o.order_no from sales_order o
  where wanted.kind = 'session' and o.shop_id = any (wanted.shop_ids) and o.paid_at between wanted.paid_from and wanted.paid_to
  union
  select o.shop_id, o.order_no from sales_order o
  where wanted.kind = 'host' and o.platform_host_id = any (wanted.host_ids) and o.shop_id in (select id from shop where merchant_id = wanted.merchant_id)
  union
  select o.shop_id, o.order_no from orders_counted_for(wanted.merchant_id) o where wanted.kind = 'merchant'
  union
  select e.shop_id, e.order_no from revenue_entry e
  where wanted.kind = 'division' and (starts_with(e.origin_code, wanted.division_code) or starts_with(e.merchant_division_code, wanted.division_code))
  union
  select o.shop_id, o.order_no from attribution_rule r, lateral orders_in_scope(r) o
  where wanted.kind = 'rule' and r.id = wanted.rule_id and r.effect <> 'home' and r.source <> 'merge'
  union
  select o.shop_id, o.order_no from attribution_rule r, lateral orders_counted_for(r.merchant_id) o
  where wanted.kind = 'rule' and r.id = wanted.rule_id and (r.effect = 'home' or r.source = 'merge')
$function$
;
grant execute on function reattributed_orders(reattribution_todo) to public;

CREATE OR REPLACE FUNCTION public.recognise_session(wanted_hash bytea, moment timestamp with time zone, unused_since timestamp with time zone)
 RETURNS SETOF session_standing
 LANGUAGE plpgsql
AS $function$
declare
  found_session session_standing;
begin
  perform set_config('cunbo.scope', 'sign-in', true);
  select * into found_session from session_standing s
  where s.token_hash = wanted_hash and s.expires_at > moment and s.last_seen_at > unused_since;
  if not found then return; end if;
  if found_session.last_seen_at < moment - interval '1 minute' then
    update account_session s set last_seen_at = moment where s.token_hash = wanted_hash;
  end if;
  return next found_session;
end
$function$
;
grant execute on function recognise_session(bytea,timestamp with time zone,timestamp with time zone) to cunbo_app;

CREATE OR REPLACE FUNCTION public.recognise_token(wanted_hash bytea, moment timestamp with time zone)
 RETURNS SETOF token_standing
 LANGUAGE plpgsql
AS $function$
declare
  found_token token_standing;
begin
  perform set_config('cunbo.scope', 'sign-in', true);
  select * into found_token from token_standing t
  where t.token_hash = wanted_hash and (t.expires_at is null or t.expires_at > moment);
  if not found then return; end if;
  if coalesce(found_token.last_used_at < moment - interval '1 minute', true) then
    update api_token t set last_used_at = moment where t.token_hash = wanted_hash;
  end if;
  return next found_token;
end
$function$
;
grant execute on function recognise_token(bytea,timestamp with time zone) to cunbo_app;

CREATE OR REPLACE FUNCTION public.record_audit_event(wanted_action text, resource text, resource_id text, before jsonb, after jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  actor jsonb := coalesce(nullif(current_setting('cunbo.actor', true), '')::jsonb, jsonb_build_object('program', session_user));
  new_id bigint;
begin
  insert into audit_event (account_id, username, role, program, address, user_agent, action, resource, resource_id, before, after, changed_fields)
  values ((actor ->> 'accountId')::bigint, actor ->> 'username', actor ->> 'role', actor ->> 'program', actor ->> 'address', actor ->> 'userAgent',
          coalesce(wanted_action, actor ->> 'action', actor ->> 'program', 'unnamed'), resource, resource_id, before, after, changed_fields(before, after))
  returning id into new_id;
  insert into audit_todo (event_id) values (new_id);
end $function$
;
grant execute on function record_audit_event(text,text,text,jsonb,jsonb) to cunbo_app;

CREATE OR REPLACE FUNCTION public.require_past(as_of timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if as_of > now() + interval '1 hour' then
    raise exception 'retention: % is in the future', as_of;
  end if;
end $function$
;
grant execute on function require_past(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.retire_orders(wanted_shop_ids bigint[], wanted_order_nos text[], as_of timestamp with time zone)
 RETURNS TABLE(shop_id bigint, order_no text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  free_shop_ids bigint[];
  free_order_nos text[];
  due_shop_ids bigint[];
  due_order_nos text[];
begin
  perform require_past(as_of);
  -- A hold is in force before the batch looks, or waits until it is through.
  lock table legal_hold in share mode;
  -- The recorder's lock (lock-orders.sql), in the recorder's order.
  perform pg_advisory_xact_lock(hashtextextended(k.shop_id || ':' || k.order_no, 20150101))
  from (select * from unnest(wanted_shop_ids, wanted_order_nos) as w (shop_id, order_no) order by w.shop_id, w.order_no collate "C") k;

  with free as (
    insert into order_todo (shop_id, order_no)
    select w.shop_id, w.order_no from unnest(wanted_shop_ids, wanted_order_nos) as w (shop_id, order_no) order by w.shop_id, w.order_no collate "C"
    on conflict do nothing
    returning order_todo.shop_id, order_todo.order_no
  )
  select array_agg(f.shop_id), array_agg(f.order_no) into free_shop_ids, free_order_nos from free f;

  select array_agg(f.shop_id), array_agg(f.order_no) into due_shop_ids, due_order_nos
  from unnest(free_shop_ids, free_order_nos) as f (shop_id, order_no), lateral order_retention(f.shop_id, f.order_no, as_of) r
  where r.is_old and not r.is_held;

  insert into retired_order (shop_id, order_no, retired_on, pay_day, entries, paid_fen, refunded_fen, entries_fingerprint)
  select o.shop_id, o.order_no, beijing_day(as_of), beijing_day(o.paid_at),
         posted.entries, posted.paid_fen, posted.refunded_fen, posted.fingerprint
  from unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no)
  join sales_order o on o.shop_id = d.shop_id and o.order_no = d.order_no
  cross join lateral (
    select count(*)::integer as entries, coalesce(sum(e.paid_fen), 0)::bigint as paid_fen, coalesce(sum(e.refunded_fen), 0)::bigint as refunded_fen,
           coalesce(bit_xor(entry_fingerprint(e)), 0) as fingerprint
    from revenue_entry e where e.shop_id = o.shop_id and e.order_no = o.order_no
  ) posted;

  delete from order_line x using unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no) where x.shop_id = d.shop_id and x.order_no = d.order_no;
  delete from order_refund x using unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no) where x.shop_id = d.shop_id and x.order_no = d.order_no;
  delete from order_word x using unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no) where x.shop_id = d.shop_id and x.order_no = d.order_no;
  delete from sales_order x using unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no) where x.shop_id = d.shop_id and x.order_no = d.order_no;
  delete from order_todo x using unnest(free_shop_ids, free_order_nos) as f (shop_id, order_no) where x.shop_id = f.shop_id and x.order_no = f.order_no;

  return query select d.shop_id, d.order_no from unnest(due_shop_ids, due_order_nos) as d (shop_id, order_no);
end $function$
;
grant execute on function retire_orders(bigint[],text[],timestamp with time zone) to cunbo_worker;

CREATE OR REPLACE FUNCTION public.scope()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE(current_setting('cunbo.scope'::text, true), ''::text)
;
grant execute on function scope() to public;

CREATE OR REPLACE FUNCTION public.sees_area(code text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((code = ''::text) OR starts_with(code, "left"(current_setting('cunbo.division_prefix'::text, true), 2)))
;
grant execute on function sees_area(text) to public;

CREATE OR REPLACE FUNCTION public.sees_campaign(wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select case scope()
    when 'all' then true
    when 'division' then
      exists (select from campaign c where c.id = wanted and (sees_area(c.owner_code) or exists (
                select from unnest(c.area_codes) as area (code) where sees_area(area.code))))
      or exists (select from campaign_session p where p.campaign_id = wanted and sees_live_session(p.live_session_id))
    when 'merchants' then
      exists (select from campaign c
              join division_closure d on d.area_code = any (c.area_codes) and not d.is_loose
              join merchant m on m.division_code = d.code
              where c.id = wanted and m.id = any (current_setting('cunbo.merchant_ids', true)::bigint[]))
      or exists (select from campaign_session p where p.campaign_id = wanted and sees_live_session(p.live_session_id))
    else false
  end
$function$
;
grant execute on function sees_campaign(bigint) to cunbo_app;

CREATE OR REPLACE FUNCTION public.sees_division(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN CASE current_setting('cunbo.scope'::text, true) WHEN 'all'::text THEN true WHEN 'division'::text THEN starts_with(wanted, current_setting('cunbo.division_prefix'::text, true)) ELSE false END
;
grant execute on function sees_division(text) to public;

CREATE OR REPLACE FUNCTION public.sees_evidence_of(session_wanted bigint, shop_wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select scope() = 'all' or scope() = 'merchants' and (
    exists (select from live_session s where s.id = session_wanted and sees_merchant(s.merchant_id))
    or exists (select from shop s where s.id = shop_wanted and sees_merchant(s.merchant_id)))
$function$
;
grant execute on function sees_evidence_of(bigint,bigint) to public;

CREATE OR REPLACE FUNCTION public.sees_host(wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE scope() WHEN 'host'::text THEN (wanted = ANY ((current_setting('cunbo.host_ids'::text, true))::bigint[])) ELSE false END
;
grant execute on function sees_host(bigint) to public;

CREATE OR REPLACE FUNCTION public.sees_live_session(wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select sees_merchant(s.merchant_id) or sees_host(s.host_id) from live_session s where s.id = wanted
$function$
;
grant execute on function sees_live_session(bigint) to public;

CREATE OR REPLACE FUNCTION public.sees_merchant(wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select case current_setting('cunbo.scope', true)
    when 'all' then true
    when 'merchants' then wanted = any (current_setting('cunbo.merchant_ids', true)::bigint[])
    when 'division' then exists (
      select from merchant m where m.id = wanted and starts_with(m.division_code, current_setting('cunbo.division_prefix', true)))
    else false
  end
$function$
;
grant execute on function sees_merchant(bigint) to public;

CREATE OR REPLACE FUNCTION public.sees_shop(wanted bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select sees_merchant(s.merchant_id) from shop s where s.id = wanted
$function$
;
grant execute on function sees_shop(bigint) to public;

CREATE OR REPLACE FUNCTION public.sees_totals_of(codes text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN CASE scope() WHEN 'all'::text THEN true WHEN 'division'::text THEN (NOT (EXISTS (SELECT FROM unnest(sees_totals_of.codes) code(code) WHERE ((code.code = ''::text) OR (NOT sees_area(code.code)))))) ELSE false END
;
grant execute on function sees_totals_of(text[]) to public;

CREATE OR REPLACE FUNCTION public.session_sales_by_minute(wanted bigint, since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(minute timestamp with time zone, is_line boolean, product_id bigint, product_name text, paid_fen numeric, refunded_fen numeric, quantity numeric, orders numeric)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with sold as materialized (
    select date_bin('1 minute', o.paid_at, timestamptz '2000-01-01 00:00:00Z') as minute, e.kind = 'line' as is_line, e.product_id, e.merchant_id,
           sum(e.paid_fen) as paid_fen, sum(e.refunded_fen) as refunded_fen, sum(e.quantity) as quantity,
           sum(e.orders) filter (where counts_on(e.kind) in ('both', 'origin')) as orders
    from live_session s
    join shop on shop.merchant_id = s.merchant_id
    join sales_order o on o.shop_id = shop.id and o.paid_at >= since and o.paid_at < until
    join revenue_entry e on e.shop_id = o.shop_id and e.order_no = o.order_no and e.live_session_id = s.id
    where s.id = wanted and ((select scope()) = 'all' or sees_live_session(s.id))
    group by 1, 2, 3, 4
  )
  select sold.minute, sold.is_line, nullif(sold.product_id, 0), case when (select scope()) in ('all', 'host') or sees_merchant(p.merchant_id) then p.name end,
         sum(sold.paid_fen), sum(sold.refunded_fen), sum(sold.quantity), coalesce(sum(sold.orders), 0)
  from sold
  left join product p on p.id = sold.product_id
  where (select scope()) in ('all', 'host') or sees_merchant(sold.merchant_id)
  group by 1, 2, 3, 4
$function$
;
grant execute on function session_sales_by_minute(bigint,timestamp with time zone,timestamp with time zone) to cunbo_app;

CREATE OR REPLACE FUNCTION public.sessions_of_campaign(wanted bigint, through date)
 RETURNS TABLE(live_session_id bigint, merchant_id bigint, started_at timestamp with time zone, partner text)
 LANGUAGE sql
 STABLE
AS $function$
  select s.id, s.merchant_id, s.started_at, p.partner
  from campaign c
  join live_session s on s.archived_at is null and s.started_at >= c.from_day::timestamp at time zone 'Asia/Shanghai'
    and s.started_at < (least(c.to_day, coalesce(through, c.to_day)) + 1)::timestamp at time zone 'Asia/Shanghai'
  left join campaign_session p on p.campaign_id = c.id and p.live_session_id = s.id
  where c.id = wanted
    and (p.live_session_id is not null
         or c.session_rule = 'areas' and s.kind in ('selling', 'official') and s.merchant_id in (
           select m.id from merchant m
           join division_closure d on d.code = m.division_code and not d.is_loose and d.area_code = any (c.area_codes)))
$function$
;
grant execute on function sessions_of_campaign(bigint,date) to cunbo_app;

CREATE OR REPLACE FUNCTION public.settle_divisions()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform gin_clean_pending_list('division_written'), gin_clean_pending_list('division_area_named');
  analyze division, division_alias, division_closure, division_succession, division_today;
end $function$
;
grant execute on function settle_divisions() to cunbo_app;

CREATE OR REPLACE FUNCTION public.sold_by_nature(of_basis text, inside text[], grains text[], starts date[], signs integer[])
 RETURNS TABLE(place text, is_agricultural boolean, paid_fen numeric, refunded_cash_fen numeric, refunded_cohort_fen numeric, lines numeric, quantity numeric)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  current_set text;
  place_column text := case of_basis when 'merchant' then 'merchant_division_code' else 'origin_code' end;
begin
  if not sees_totals_of(inside) then return; end if;
  select c.set_name into strict current_set from rollup_current c;
  return query execute format($statement$
    with bucket as materialized (select * from unnest($3, $4, $5) as b (grain, start_day, sign)),
    prefix as materialized (select code as low, code || ':' as high from unnest($2) as code),
    sold as (
      select r.%1$I as place, r.product_id, bucket.sign * r.paid_fen as paid, bucket.sign * r.refunded_cash_fen as cash,
             bucket.sign * r.refunded_cohort_fen as cohort, bucket.sign * r.lines as lines, bucket.sign * r.quantity as quantity
      from bucket cross join prefix
      cross join lateral (
        select * from %2$I.rollup_goods r
        where r.start_day = bucket.start_day and r.grain = bucket.grain and r.%1$I >= prefix.low and r.%1$I < prefix.high offset 0
      ) r
      where bucket.grain <> 'day' and counts_on(r.kind) in ('both', $1)
      union all
      select r.%1$I, r.product_id, bucket.sign * r.paid_fen, bucket.sign * r.refunded_cash_fen, bucket.sign * r.refunded_cohort_fen,
             bucket.sign * r.lines, bucket.sign * r.quantity
      from bucket cross join prefix
      cross join lateral (
        select * from %2$I.rollup_base r where r.day = bucket.start_day and r.%1$I >= prefix.low and r.%1$I < prefix.high offset 0
      ) r
      where bucket.grain = 'day' and counts_on(r.kind) in ('both', $1)
    )
    select left(s.place, 9), p.is_agricultural, sum(s.paid), sum(s.cash), sum(s.cohort), sum(s.lines), sum(s.quantity)
    from sold s left join product p on p.id = s.product_id
    group by 1, 2
  $statement$, place_column, current_set) using of_basis, inside, grains, starts, signs;
end
$function$
;
grant execute on function sold_by_nature(text,text[],text[],date[],integer[]) to cunbo_app;

CREATE OR REPLACE FUNCTION public.standing_merchant(wanted bigint)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
  with recursive chain as (
    select m.id, m.merged_into_id, 1 as step from merchant m where m.id = wanted
    union all
    select m.id, m.merged_into_id, step + 1 from chain join merchant m on m.id = chain.merged_into_id where step < 100
  )
  select id from chain order by step desc limit 1
$function$
;
grant execute on function standing_merchant(bigint) to public;

CREATE OR REPLACE FUNCTION public.today_code(code text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((SELECT t.today_code FROM division_today t WHERE (t.code = today_code.code)), code)
;
grant execute on function today_code(text) to cunbo_app;
grant execute on function today_code(text) to cunbo_worker;

CREATE OR REPLACE FUNCTION public.writing_rank(search_text text, wanted text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (strpos(search_text, (('^ '::text || wanted) || '$'::text)) > 0) THEN 0 WHEN (strpos(search_text, ('^ '::text || wanted)) > 0) THEN 1 ELSE 2 END
;
grant execute on function writing_rank(text,text) to public;
