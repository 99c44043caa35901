-- Fills the empty rollup of refunds. Follows the steps to `refund_cell`.
insert into rollup_refund select * from refund_cell order by 2, 1, 3, 4, 5, 6, 7, 8, 9, 10
