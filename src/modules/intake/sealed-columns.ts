import type { SealedColumn } from '../../platform/database/index.js';

/** Where this module keeps what is sealed, for a change of the secret key: tokens of platforms' APIs, and messages nobody could read. */
export const INTAKE_SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    name: 'platform_token.sealed',
    purpose: 'credentials',
    list: `select owner as place, 'tokens:' || owner as context, sealed from platform_token
           where substr(sealed, 1, length($1::bytea)) <> $1::bytea order by owner limit $2 for update`,
    replace: 'update platform_token set sealed = $2 where owner = $1',
  },
  {
    name: 'inbox_payload.body',
    purpose: 'quarantine',
    list: `select jsonb_build_array(received_day, shop_id::text, message_key)::text as place, 'message:' || shop_id || ':' || message_key as context, body as sealed
           from inbox_payload where is_sealed and substr(body, 1, length($1::bytea)) <> $1::bytea
           order by received_day, shop_id, message_key limit $2 for update`,
    replace: `update inbox_payload set body = $2
              where received_day = ($1::jsonb ->> 0)::date and shop_id = ($1::jsonb ->> 1)::bigint and message_key = $1::jsonb ->> 2`,
  },
];
