-- Whether two merchants can be merged: what the one already is merged into, and whom the other counts for. Index: primary key.
-- $1 id of the merchant to be merged, $2 id of the one that is to stay
select exists (select from merchant where id = $1) as knows_merged,
       (select merged_into_id from merchant where id = $1) as merged_into_id,
       (select standing_merchant(id) from merchant where id = $2) as standing_id
