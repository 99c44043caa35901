-- Fills the empty rollup of goods with its finer cells. Follows the steps to `goods_cell`, of which it takes `goods_ten_days`.
insert into rollup_goods select * from goods_ten_days order by 2, 3, 4, 5, 6, 7, 8, 9, 10
