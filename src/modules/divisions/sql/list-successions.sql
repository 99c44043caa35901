-- What became of divisions, by code and successor.
-- $1 code and $2 successor after which to begin ('' from the start); $3 how many. Index: division_succession's primary key.
select s.code, former.full_name as "fullName", s.successor_code as "successorCode", successor.full_name as "successorFullName", s.kind,
       s.valid_from::text as "validFrom", s.is_main as "isMain", s.note, t.today_code as "todayCode"
from division_succession s
join division former on former.code = s.code
join division successor on successor.code = s.successor_code
join division_today t on t.code = s.code
where (s.code, s.successor_code) > ($1 collate "C", $2 collate "C")
order by s.code, s.successor_code
limit $3
