import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Secrets } from '../../platform/crypto/index.js';
import { Database, SIGN_IN, type Tx } from '../../platform/database/index.js';
import { randomLetters } from './password.js';
import { SecondStepRepository, type SecondStepRow } from './second-step.repository.js';
import { stepOfCode, TOTP_SECRET_BYTES } from './totp.js';

const RECOVERY_CODES = 10;
const RECOVERY_LETTERS = 10;

export type CodeVerdict = 'not-needed' | 'missing' | 'wrong' | 'right';

/** The codes of second steps. Each is good once, whether an authenticator made it or it is one of the recovery codes. */
@Injectable()
export class SecondStepCodes {
  constructor(
    private readonly database: Database,
    private readonly steps: SecondStepRepository,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** A code that is right is used by this. */
  judge(accountId: string, code: string | undefined): Promise<CodeVerdict> {
    return this.database.transaction(SIGN_IN, async (tx) => {
      const row = await this.steps.find(tx, accountId);
      if (row === null || !row.isConfirmed) return 'not-needed';
      if (code === undefined || code.trim() === '') return 'missing';
      const step = this.stepOf(accountId, row, code);
      if (step !== null) await this.steps.useStep(tx, accountId, step);
      return step !== null || (await this.useRecoveryCode(tx, accountId, code)) ? 'right' : 'wrong';
    });
  }

  /** A new secret, and as it is stored. */
  newSecret(accountId: string): { secret: Buffer; sealed: Buffer } {
    const secret = randomBytes(TOTP_SECRET_BYTES);
    return { secret, sealed: this.secrets.encrypt('second-step', secret, `account:${accountId}`) };
  }

  /** The step of a code that an authenticator with this secret shows now, and has not shown to us before; null: of none. */
  stepOf(accountId: string, { secret, lastUsedStep }: SecondStepRow, code: string): number | null {
    const unsealed = this.secrets.decrypt('second-step', secret, `account:${accountId}`);
    return stepOfCode(unsealed, digitsOf(code), this.clock.now(), lastUsedStep);
  }

  /** To be shown once, and as they are stored. */
  newRecoveryCodes(accountId: string): { codes: string[]; hashes: Buffer[] } {
    const codes = Array.from({ length: RECOVERY_CODES }, () => randomLetters(RECOVERY_LETTERS));
    return { codes, hashes: codes.map((code) => this.hashOf(accountId, code)) };
  }

  private useRecoveryCode(tx: Tx, accountId: string, code: string): Promise<boolean> {
    return this.steps.useRecoveryCode(tx, accountId, this.hashOf(accountId, code));
  }

  // Keyed, because fifty bits can be tried through; with a key outside of the database, whoever has the table has nothing to try against.
  private hashOf(accountId: string, code: string): Buffer {
    return this.secrets.keyedHash('recovery-code', `${accountId} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`);
  }
}

/** Authenticators show codes in two groups. */
function digitsOf(code: string): string {
  return code.replace(/\s/g, '');
}
