-- Declared totals in the selection, each with what the ledger has of its session by now.
-- $1 division of the merchants ('' everywhere), $2 merchant or null, $3 session or null, $4 first and $5 last day of the start or null
-- Index: declared_total by session; rollup_base by live_session_id.
select d.live_session_id::text as "liveSessionId", d.merchant_id::text as "merchantId", d.paid_fen as "paidFen", d.note,
       d.declared_at as "declaredAt", d.declared_by as "declaredBy", m.name as "merchantName", s.title as "sessionTitle",
       s.started_at as "startedAt", coalesce(sale.paid_fen, 0) as "countedPaidFen", coalesce(sale.refunded_fen, 0) as "countedRefundedFen"
from declared_total d
join live_session s on s.id = d.live_session_id
join merchant m on m.id = d.merchant_id
left join lateral (
  select sum(r.paid_fen) as paid_fen, sum(r.refunded_cohort_fen) as refunded_fen
  from rollup_base r where r.live_session_id = d.live_session_id and r.live_session_id <> 0
) sale on true
where ($1 = '' or m.division_code in (select code from division_closure where area_code = $1 and not is_loose))
  and ($2::bigint is null or d.merchant_id = $2) and ($3::bigint is null or d.live_session_id = $3)
  and ($4::date is null or s.started_at >= $4::date::timestamp at time zone 'Asia/Shanghai')
  and ($5::date is null or s.started_at < ($5::date + 1)::timestamp at time zone 'Asia/Shanghai')
