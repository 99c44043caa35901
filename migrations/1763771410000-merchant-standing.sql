-- What a merchant may know of those it competes with: its place and how far away the next one is, in three bands. Nothing else leaves this
-- function, and whole months only, so that no competitor's amount can be closed in on by shifting a range; fewer than three are no competition.

create function merchant_standing(wanted bigint, area_digits integer, of_grain text, starts date[])
returns table (place bigint, gap text, is_withheld boolean)
language plpgsql stable security definer set search_path = public
as $$
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
$$;
revoke execute on function merchant_standing(bigint, integer, text, date[]) from public;
grant execute on function merchant_standing(bigint, integer, text, date[]) to cunbo_app;
