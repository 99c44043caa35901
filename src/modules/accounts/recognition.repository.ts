import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Permission } from '../../platform/http/index.js';
import type { Role } from './role.js';

/** An account as it stands at this moment. */
export interface StandingRow {
  readonly account_id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly division_code: string | null;
  readonly merchant_ids: string[];
  readonly host_ids: string[];
  readonly must_change_password: boolean;
  readonly has_second_step: boolean;
  readonly must_set_up_second_step: boolean;
}

export type SessionRow = StandingRow & { readonly session_id: string; readonly csrf_token: string };
export type TokenRow = StandingRow & { readonly permissions: Permission[] | null; readonly token_name: string };

const HAS_SECOND_STEP = `exists (select from account_second_step w where w.account_id = a.id and w.confirmed_at is not null)`;
const STANDING = `a.id as account_id, a.username, a.name, a.role, a.division_code, a.must_change_password,
  array(select m.merchant_id::text from account_merchant m where m.account_id = a.id order by m.merchant_id) as merchant_ids,
  array(select h.host_id::text from account_host h where h.account_id = a.id order by h.host_id) as host_ids,
  ${HAS_SECOND_STEP} as has_second_step,
  not ${HAS_SECOND_STEP} and exists (select from security_policy p where a.role = any (p.second_step_roles)) as must_set_up_second_step`;

/** What goes with every session and token; both are found by their hashes only. Their use is noted at most once a minute. */
@Injectable()
export class RecognitionRepository {
  async findSession(tx: Tx, tokenHash: Buffer, now: Date, unusedSince: Date): Promise<SessionRow | null> {
    const [session] = await tx.query<SessionRow & { is_stale: boolean }>(
      `select ${STANDING}, s.id as session_id, s.csrf_token, s.last_seen_at < $2::timestamptz - interval '1 minute' as is_stale
       from account_session s join account a on a.id = s.account_id
       where s.token_hash = $1 and s.expires_at > $2 and s.last_seen_at > $3 and not a.is_disabled`,
      [tokenHash, now, unusedSince],
    );
    if (session?.is_stale === true) await tx.query('update account_session set last_seen_at = $2 where token_hash = $1', [tokenHash, now]);
    return session ?? null;
  }

  async findToken(tx: Tx, tokenHash: Buffer, now: Date): Promise<TokenRow | null> {
    const [token] = await tx.query<TokenRow & { is_stale: boolean }>(
      `select ${STANDING}, t.permissions, t.name as token_name, coalesce(t.last_used_at < $2::timestamptz - interval '1 minute', true) as is_stale
       from api_token t join account a on a.id = t.account_id
       where t.token_hash = $1 and (t.expires_at is null or t.expires_at > $2) and not a.is_disabled`,
      [tokenHash, now],
    );
    if (token?.is_stale === true) await tx.query('update api_token set last_used_at = $2 where token_hash = $1', [tokenHash, now]);
    return token ?? null;
  }

  async findAccount(tx: Tx, accountId: string): Promise<StandingRow | null> {
    const [account] = await tx.query<StandingRow>(`select ${STANDING} from account a where a.id = $1 and not a.is_disabled`, [accountId]);
    return account ?? null;
  }
}
