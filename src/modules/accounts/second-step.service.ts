import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { AccountError } from './account.errors.js';
import { ownAccount } from './own-account.js';
import { PasswordProof } from './password-proof.service.js';
import type { RecoveryCodesDto, SecondStepDto } from './second-step.dto.js';
import { SecondStepRepository } from './second-step.repository.js';
import { SecondStepCodes } from './second-step-codes.service.js';
import { recordAbout } from './sign-in-record.js';
import { SessionRepository } from './session.repository.js';
import { base32, totpUri } from './totp.js';

/** A secret that was shown and not confirmed by then may have been seen by somebody who came later. */
const CONFIRMED_WITHIN_MS = 15 * 60_000;

/** One's own second step: begun with the password, in force once a code has shown that the authenticator has it. */
@Injectable()
export class SecondSteps {
  constructor(
    private readonly database: Database,
    private readonly steps: SecondStepRepository,
    private readonly codes: SecondStepCodes,
    private readonly passwords: PasswordProof,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  async begin(principal: Principal, password: string): Promise<SecondStepDto> {
    const own = ownAccount(principal);
    const { id, username } = await this.passwords.prove(own, 'auth.second-step', own.username, password);
    const { secret, sealed } = this.codes.newSecret(id);
    const isBegun = await this.database.transaction(own, async (tx) => {
      const isNew = await this.steps.begin(tx, id, sealed, this.clock.now());
      if (isNew) await recordAbout(tx, 'auth.second-step-begun', id);
      return isNew;
    });
    if (!isBegun) throw new AccountError('auth.second-step-exists');
    return { secret: base32(secret), uri: totpUri(secret, username) };
  }

  /** Ends the other sessions, which were begun without it. */
  confirm(principal: Principal, code: string, sessionId: string | undefined): Promise<RecoveryCodesDto> {
    const own = ownAccount(principal);
    const { accountId } = own;
    const now = this.clock.now();
    return this.database.transaction(own, async (tx) => {
      const begun = await this.steps.find(tx, accountId);
      if (begun === null || begun.isConfirmed || begun.begunAt.getTime() < now.getTime() - CONFIRMED_WITHIN_MS)
        throw new AccountError('auth.second-step-not-begun');
      const step = this.codes.stepOf(accountId, begun, code);
      if (step === null) throw new AccountError('auth.unfit-code', {}, '/code');
      const { codes: recoveryCodes, hashes } = this.codes.newRecoveryCodes(accountId);
      await this.steps.confirm(tx, accountId, step, hashes, now);
      await this.sessions.deleteAll(tx, accountId, sessionId ?? null);
      await recordAbout(tx, 'auth.second-step-set-up', accountId);
      return { recoveryCodes };
    });
  }

  async remove(principal: Principal, password: string, code: string): Promise<void> {
    const own = ownAccount(principal);
    const account = await this.passwords.prove(own, 'auth.second-step', own.username, password);
    const { id } = account;
    const verdict = await this.codes.judge(id, code);
    if (verdict === 'not-needed') throw new AccountError('auth.no-second-step');
    if (verdict !== 'right') {
      await this.passwords.noteFailure(own, 'auth.second-step', 'wrong-code', { username: own.username, account });
      throw new AccountError('auth.unfit-code', {}, '/code');
    }
    await this.database.transaction(own, async (tx) => {
      await this.steps.remove(tx, id);
      await recordAbout(tx, 'auth.second-step-removed', id);
    });
  }
}
