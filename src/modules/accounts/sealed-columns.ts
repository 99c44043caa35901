import type { SealedColumn } from '../../platform/database/index.js';

/** What of accounts is sealed under the secret key, for whoever changes it. */
export const ACCOUNT_SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    name: 'account_second_step.secret',
    purpose: 'second-step',
    list: `select account_id::text as place, 'account:' || account_id as context, secret as sealed from public.account_second_step
      where substr(secret, 1, length($1::bytea)) <> $1::bytea order by account_second_step.account_id limit $2 for update`,
    replace: 'update public.account_second_step set secret = $2 where account_id = $1::bigint',
  },
];
