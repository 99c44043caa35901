-- Step `moved`: what stands in the base rollup.
moved as not materialized (select * from rollup_base)
