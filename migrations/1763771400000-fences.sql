-- The first wall asks whose something is, for requests that row-level security would not let see it.

create function owner_of(owned text, wanted bigint) returns table (merchant_id bigint, division_code text)
language sql stable security definer set search_path = public
as $$
  select m.id, m.division_code
  from merchant m
  where m.id = case owned
    when 'merchant' then wanted
    when 'product' then (select p.merchant_id from product p where p.id = wanted)
    when 'shop' then (select s.merchant_id from shop s where s.id = wanted)
    when 'host' then (select h.merchant_id from host h where h.id = wanted)
    when 'live-session' then (select s.merchant_id from live_session s where s.id = wanted)
  end
$$;
revoke execute on function owner_of(text, bigint) from public;
grant execute on function owner_of(text, bigint) to cunbo_app;
