-- Fills the empty base rollup, in the order of its key. Follows the steps to `base_cell`.
insert into rollup_base select * from base_cell order by day, merchant_division_code, merchant_id, product_id, origin_code, shop_id, live_session_id, host_id, channel, category, kind
