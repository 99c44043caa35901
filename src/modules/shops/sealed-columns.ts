import type { SealedColumn } from '../../platform/database/index.js';

/** Where this module keeps what is sealed, for a change of the secret key. The contexts are those of CredentialOwner. */
export const SHOP_SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    name: 'shop.credentials',
    purpose: 'credentials',
    list: `select id::text as place, 'shop:' || id as context, credentials as sealed from shop
           where substr(credentials, 1, length($1::bytea)) <> $1::bytea order by id limit $2 for update`,
    replace: 'update shop set credentials = $2 where id = $1::bigint',
  },
  {
    name: 'platform_app.credentials',
    purpose: 'credentials',
    list: `select id::text as place, 'app:' || id as context, credentials as sealed from platform_app
           where substr(credentials, 1, length($1::bytea)) <> $1::bytea order by id limit $2 for update`,
    replace: 'update platform_app set credentials = $2 where id = $1::bigint',
  },
];
