-- The sessions of a campaign that somebody sees, by start. Index: live_session_by_start.
-- $1 campaign, $2 start and $3 id after which the page begins (null for the first), $4 how many
select s.id as "liveSessionId", s.merchant_id as "merchantId", m.name as "merchantName", s.title, s.started_at as "startedAt", member.partner,
       p.live_session_id is not null as "isAdded"
from sessions_of_campaign($1, null) member
join live_session s on s.id = member.live_session_id
join merchant m on m.id = s.merchant_id
left join campaign_session p on p.campaign_id = $1 and p.live_session_id = s.id
where $2::timestamptz is null or (s.started_at, s.id) > ($2, $3::bigint)
order by s.started_at, s.id
limit $4
