-- The second part: those rows of `source` that count in one cell, by the rankings' own rules (counts_in, counts_on). Index: division_closure_inside_area. Basis and level are bound as what they are: of texts that are
-- cast the planner does not take counts_in apart, and it was most of the time.
-- $1 basis, $2 subject ('areas' for all that are areas), $3 member|total|unallocated, $4 the member or null, $5 level and $6 code of the area
-- that rows lie in, $7 whether it is what lies in no area of that level, $8 category or null, $9 platform or null, $11 whether only lines
-- count: where distinct orders are not defined
inside as (select c.code from division_closure c where c.area_code = $6 and c.level = $5 and c.is_loose = $7),
cell as (
  select s.*
  from source s
  -- `is true` keeps it a hash that is made once. The planner makes better use of a join than is good: it took the codes for a way into the
  -- primary key of rollup_base and looked there 11 million times for one county's year of 14,000 lines (49 s instead of 0.15 s).
  where (s.code in (select code from inside)) is true
    and (s.kind = 'line' or not $11)
    and ($8::text is null or s.category = $8 or starts_with(s.category, $8 || '.'))
    and ($9::text is null or s.platform = $9)
    and case when $2 = 'areas' then counts_in(s.kind, $1, $7, $5)
             -- What corrects the sharing of an order by several merchants is no merchant's and nobody's.
             else counts_on(s.kind) = 'both' or counts_on(s.kind) = $1::text and ($2 <> 'merchants' or $3 = 'total') end
    and ($2 = 'areas' or $3 = 'total'
         or case $2 when 'merchants' then nullif(s.merchant_id, 0)::text when 'products' then nullif(s.product_id, 0)::text
                    when 'categories' then nullif(s.category, '') when 'platforms' then s.platform when 'hosts' then nullif(s.host_id, 0)::text
                    else nullif(s.live_session_id, 0)::text end is not distinct from $4::text)
)
