import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database, SIGN_IN } from '../../platform/database/index.js';
import type { Permission } from '../../platform/http/index.js';
import type { AccountPrincipal } from './own-account.js';
import { RecognitionRepository, type StandingRow } from './recognition.repository.js';
import { type Role, scopeOf } from './role.js';
import { UNUSED_SESSION_MS } from './session-times.js';
import { hashOf } from './token-text.js';

/** What a session or token proves. */
export interface Recognised {
  readonly principal: AccountPrincipal;
  readonly role: Role;
  readonly mustChangePassword: boolean;
  readonly mustSetUpSecondStep: boolean;
  /** A browser sends its session by itself, so its writes need the CSRF token; nothing sends a program's token by itself. */
  readonly by: { readonly kind: 'session'; readonly sessionId: string; readonly csrfToken: string } | ByToken;
}

/** permissions: null if it may whatever its account may. */
interface ByToken {
  readonly kind: 'token';
  readonly permissions: readonly Permission[] | null;
}

/** Who is behind the session or token of a request. */
@Injectable()
export class Recognition {
  constructor(
    private readonly database: Database,
    private readonly recognised: RecognitionRepository,
    private readonly clock: Clock,
  ) {}

  bySession(token: string): Promise<Recognised | null> {
    const now = this.clock.now();
    const unusedSince = new Date(now.getTime() - UNUSED_SESSION_MS);
    return this.database.statement(SIGN_IN, async (tx) => {
      const row = await this.recognised.findSession(tx, hashOf(token), now, unusedSince);
      return row && { ...toRecognised(row), by: { kind: 'session', sessionId: row.session_id, csrfToken: row.csrf_token } };
    });
  }

  byToken(token: string): Promise<Recognised | null> {
    return this.database.statement(SIGN_IN, async (tx) => {
      const row = await this.recognised.findToken(tx, hashOf(token), this.clock.now());
      return row && { ...toRecognised(row, row.token_name), by: { kind: 'token', permissions: row.permissions } };
    });
  }
}

function toRecognised(row: StandingRow, tokenName: string | null = null): Omit<Recognised, 'by'> {
  return {
    principal: { ...principalOf(row), tokenName },
    role: row.role,
    mustChangePassword: row.must_change_password,
    mustSetUpSecondStep: row.must_set_up_second_step,
  };
}

/** For whom transactions run that are an account's. */
export function principalOf(row: StandingRow): AccountPrincipal {
  const { account_id: accountId, username, role } = row;
  const scope = scopeOf(role, { divisionCode: row.division_code, merchantIds: row.merchant_ids, hostIds: row.host_ids });
  return { kind: 'account', accountId, username, role, scope, isReadOnly: role === 'auditor' };
}
