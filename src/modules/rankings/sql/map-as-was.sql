-- Divisions as they were on the day of the sale.
cell as (select * from as_was),
