-- Fills the rollup of areas with the finest cells of counties and what is above them. Follows the steps to `county_area`.
insert into rollup_area select * from county_area order by start_day, area_code
