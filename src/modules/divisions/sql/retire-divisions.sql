-- Ends the validity of a province's divisions that its register no longer has. They stay: past sales carry their codes.
-- $1 province code, $2 the register's codes, $3 the day it is of. Result: one row, how many. Index: division's primary key.
with retired as (
  update division set valid_to = $3::date, is_selectable = false
  where starts_with(code, $1) and valid_to is null and not (code = any ($2::text[]))
  returning 1
)
select count(*)::integer as retired from retired
