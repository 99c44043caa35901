-- Step `moved_place`: the codes that have another one today, each by itself.
moved_place (low, high) as materialized (select code, code || '!' from moved_codes()),
