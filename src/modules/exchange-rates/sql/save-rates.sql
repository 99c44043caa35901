-- Imports rates, and notes from which day on orders of a currency are to be converted again.
-- $1 currencies, $2 days, $3 yuan per unit, $4 who
-- Result: one row with the number of rates that are new or changed
with given as (
  select distinct on (currency, day) currency, day, yuan_per_unit from unnest($1::text[], $2::date[], $3::numeric[]) with ordinality as g (currency, day, yuan_per_unit, place)
  order by currency, day, place desc
),
saved as (
  insert into exchange_rate as r (currency, day, yuan_per_unit, imported_by) select currency, day, yuan_per_unit, $4 from given order by 1, 2
  on conflict (currency, day) do update set yuan_per_unit = excluded.yuan_per_unit, imported_by = excluded.imported_by, imported_at = now()
    where r.yuan_per_unit <> excluded.yuan_per_unit
  returning currency, day
),
noted as (
  insert into exchange_rate_todo (currency, from_day) select currency, min(day) from saved group by currency order by 1, 2
  on conflict (currency, from_day) do update set from_day = excluded.from_day
)
select count(*)::int as changed from saved
