-- Fills the empty rollup of goods. Follows the steps to `goods_cell`.
insert into rollup_goods select * from goods_cell order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
