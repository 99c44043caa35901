-- What a bureau watches over its county: which townships are rural, how farm products sell, how many merchants there are, and what was aimed at.
-- Sums of an area and counts of merchants may be known in the whole province, as in rollup_area; they are made here because the rows below
-- them may not.

-- There is no code of the statistics bureau that says urban or rural. What is not in here is decided by its code.
create table rural_division (
  code text collate "C" primary key references division constraint rural_division_is_a_township check (length(code) = 9),
  is_rural boolean not null,
  reason text not null,
  decided_on date not null,
  set_at timestamptz not null default now(),
  set_by text not null
);

create table sales_target (
  id bigint generated always as identity primary key,
  division_code text collate "C" not null references division,
  category text collate "C" not null default '',   -- '': of everything
  year integer not null check (year between 2015 and 2099),
  measure text not null check (measure in ('net', 'paid')),
  basis text not null check (basis in ('origin', 'merchant')),
  value_fen bigint not null check (value_fen > 0),
  reason text not null,
  changed_at timestamptz not null default now(),
  changed_by text not null,
  constraint sales_target_once unique (division_code, year, category, measure, basis)
);

alter table rural_division enable row level security;
create policy readable on rural_division for select to cunbo_app
  using ((select scope()) = 'all' or (select scope()) = 'division' and sees_area(code));
create policy decided_inside on rural_division to cunbo_app using (sees_division(code)) with check (sees_division(code));
grant select, insert, update, delete on rural_division to cunbo_app;

alter table sales_target enable row level security;
-- Those of the divisions around one's own, too: a county is part of its city's target.
create policy readable on sales_target for select to cunbo_app
  using (sees_division(division_code)
         or (select scope()) = 'division' and starts_with(current_setting('cunbo.division_prefix', true), division_code));
create policy decided_inside on sales_target to cunbo_app using (sees_division(division_code)) with check (sees_division(division_code));
grant select, insert, update, delete on sales_target to cunbo_app;

create trigger audited after insert or update or delete on rural_division for each row
  when (session_user <> 'cunbo_worker') execute function audit_change('code', '');
create trigger audited after insert or update or delete on sales_target for each row
  when (session_user <> 'cunbo_worker') execute function audit_change('id', '');

create function sees_totals_of(codes text[]) returns boolean language sql stable
return case scope()
  when 'all' then true
  when 'division' then not exists (select from unnest(codes) code where code = '' or not sees_area(code))
  else false
end;

-- What farm products and others sold at places inside the given ones, by township (or what is coarser, of sales that are coded so), in pieces
-- of time as the rankings cut them. is_agricultural is null of what is mapped to no product.
create function sold_by_nature(of_basis text, inside text[], grains text[], starts date[], signs integer[])
returns table (place text, is_agricultural boolean, paid_fen numeric, refunded_cash_fen numeric, refunded_cohort_fen numeric, lines numeric, quantity numeric)
language plpgsql stable security definer set search_path = public
as $$
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
$$;

-- Merchants on the register at the places they are entered at, by area of one level and kind: how many there were before the first day, came,
-- and went until the last; how many there were at the end of an earlier day; how many of those on the register sold, and sold in a live session.
create function merchant_stock(of_level text, inside text, first_day date, last_day date, earlier_day date, grains text[], starts date[], signs integer[])
returns table (area_code text, kind text, opening bigint, added bigint, closed bigint, merged bigint, earlier bigint, sold bigint, sold_live bigint)
language plpgsql stable security definer set search_path = public
as $$
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
$$;

revoke execute on function sold_by_nature(text, text[], text[], date[], integer[]),
  merchant_stock(text, text, date, date, date, text[], date[], integer[]) from public;
grant execute on function sold_by_nature(text, text[], text[], date[], integer[]),
  merchant_stock(text, text, date, date, date, text[], date[], integer[]) to cunbo_app;
