-- Totals of areas are for the bureaus of their own province. Everywhere ('') is the sum of all.

create function sees_area(code text) returns boolean language sql stable parallel safe
return code = '' or starts_with(code, left(current_setting('cunbo.division_prefix', true), 2));

do $$
declare
  set_name text;
  old_text constant text := $old$using ((select scope()) in ('all', 'division'))$old$;
  new_text constant text := $new$using ((select scope()) = 'all' or (select scope()) = 'division' and sees_area(area_code))$new$;
  body text := pg_get_functiondef('make_rollup_set(text)'::regprocedure);
begin
  if position(old_text in body) = 0 then raise exception 'make_rollup_set is not as expected'; end if;
  execute replace(body, old_text, new_text);
  foreach set_name in array array['rollup_a', 'rollup_b'] loop
    if to_regclass(set_name || '.rollup_area') is null then continue; end if;
    execute format('drop policy bureaus on %I.rollup_area', set_name);
    execute format('create policy bureaus on %I.rollup_area for select to cunbo_app ' || new_text, set_name);
  end loop;
end $$;
