-- Fills the empty base rollup. Follows the steps to `base_cell`.
insert into rollup_base select * from base_cell order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
