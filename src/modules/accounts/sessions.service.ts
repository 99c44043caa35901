import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import { ownAccount } from './own-account.js';
import type { AccountSessionDto } from './account-session.dto.js';
import { type ListedSession, SessionRepository } from './session.repository.js';
import { recordAbout } from './sign-in-record.js';
import { UNUSED_SESSION_MS } from './session-times.js';

/** The browsers one is signed in with. An account sees and ends its own only. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  async list(principal: Principal, currentId: string | undefined): Promise<AccountSessionDto[]> {
    const own = ownAccount(principal);
    const now = this.clock.now();
    const unusedSince = new Date(now.getTime() - UNUSED_SESSION_MS);
    const sessions = await this.database.transaction(own, (tx) => this.sessions.list(tx, own.accountId, now, unusedSince));
    return sessions.map((session) => toDto(session, currentId));
  }

  async end(principal: Principal, id: string): Promise<void> {
    const own = ownAccount(principal);
    const isEnded = await this.database.transaction(own, async (tx) => {
      const isThere = await this.sessions.delete(tx, own.accountId, id);
      if (isThere) await recordAbout(tx, 'auth.session-ended', own.accountId);
      return isThere;
    });
    if (!isEnded) throw new AccountError('auth.unknown-session', { id });
  }

  async endOthers(principal: Principal, currentId: string | undefined): Promise<void> {
    const own = ownAccount(principal);
    await this.database.transaction(own, async (tx) => {
      await this.sessions.deleteAll(tx, own.accountId, currentId ?? null);
      await recordAbout(tx, 'auth.other-sessions-ended', own.accountId);
    });
  }
}

function toDto({ id, createdAt, lastSeenAt, address, userAgent }: ListedSession, currentId: string | undefined): AccountSessionDto {
  return {
    id,
    createdAt: beijingIso(createdAt),
    lastSeenAt: beijingIso(lastSeenAt),
    address,
    userAgent,
    isCurrent: id === currentId,
  };
}
