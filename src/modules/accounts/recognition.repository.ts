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

const STANDING =
  'account_id, username, name, role, division_code, merchant_ids, host_ids, must_change_password, has_second_step, must_set_up_second_step';
const SESSION = `select ${STANDING}, session_id, csrf_token from recognise_session($1, $2, $3)`;
const TOKEN = `select ${STANDING}, permissions, token_name from recognise_token($1, $2)`;

/** What goes with every session and token; both are found by their hashes only. */
@Injectable()
export class RecognitionRepository {
  /** A statement of its own: says itself for whom it runs. Notes the use of the session, at most once a minute. */
  async findSession(tx: Tx, tokenHash: Buffer, now: Date, unusedSince: Date): Promise<SessionRow | null> {
    const [session] = await tx.query<SessionRow>(SESSION, [tokenHash, now, unusedSince], 'by-server');
    return session ?? null;
  }

  /** As findSession. */
  async findToken(tx: Tx, tokenHash: Buffer, now: Date): Promise<TokenRow | null> {
    const [token] = await tx.query<TokenRow>(TOKEN, [tokenHash, now], 'by-server');
    return token ?? null;
  }

  async findAccount(tx: Tx, accountId: string): Promise<StandingRow | null> {
    const [account] = await tx.query<StandingRow>(`select ${STANDING} from account_standing where account_id = $1`, [accountId]);
    return account ?? null;
  }
}
