-- Steps `bucket` and `prefix` of every ranking: the pieces of time it is about, and what the codes of the areas begin with. Continued by
-- step-sold.sql. $3 and $4 are read by rankings of areas only.
-- $3 within ('' everywhere), $4 level of within ('all' everywhere), $5 codes all areas inside begin with, of each piece: $6 whether it is of
-- the range or of the compared one, $7 grain, $8 first day, $9 1 or, where it is taken away, -1
with bucket (is_now, grain, start_day, sign) as materialized (select * from unnest($6::boolean[], $7::text[], $8::date[], $9::int[])),
prefix (low, high) as materialized (
  select code, code || ':' from unnest($5::text[]) as code where $3::text is not null and $4::text is not null
),
