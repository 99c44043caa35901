import { Injectable } from '@nestjs/common';
import { addDays, businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { nameOf, type Tx } from '../../platform/database/index.js';
import { OnceWriter, Precondition, type WriteRequest } from '../../platform/http/index.js';
import type { BulletinDto, IssueBulletin } from './bulletin.dto.js';
import { BulletinError } from './bulletin.errors.js';
import { BulletinCopyRepository } from './bulletin-copy.repository.js';
import { type Maker, requireMaker } from './bulletin-makers.js';
import { BulletinReading } from './bulletin-reading.service.js';
import { type Bulletin, BulletinRepository } from './bulletin.repository.js';
import type { BulletinState } from './bulletin-state.js';

const FREEZES_AFTER_DAYS = 15;

/** From draft to checked to issued to frozen, each step by somebody else. The database refuses what this forgets. */
@Injectable()
export class BulletinLife {
  constructor(
    private readonly writer: OnceWriter,
    private readonly bulletins: BulletinRepository,
    private readonly copies: BulletinCopyRepository,
    private readonly reading: BulletinReading,
    private readonly clock: Clock,
  ) {}

  check(write: WriteRequest, id: string, expected: Precondition): Promise<BulletinDto> {
    return this.step(write, id, ['draft'], expected, (tx, bulletin, maker, now) => {
      requireAnother(maker, bulletin.authorIds);
      return this.bulletins.check(tx, id, maker.accountId, maker.username, now);
    });
  }

  /** Its copy is written in the same commit, and never again. */
  issue(write: WriteRequest, id: string, { number, isPublic, freezesOn }: IssueBulletin, expected: Precondition): Promise<BulletinDto> {
    return this.step(write, id, ['checked'], expected, async (tx, bulletin, maker, now) => {
      requireAnother(maker, [...bulletin.authorIds, bulletin.checkerId]);
      const freezesAt = freezingAt(freezesOn, now);
      const issued = await this.bulletins.issue(tx, id, {
        issuerId: maker.accountId,
        by: maker.username,
        at: now,
        freezesAt,
        number: number ?? bulletin.number,
        isPublic,
      });
      await this.copies.insert(tx, id, issued, { version: 1, reason: null, madeBy: maker.username, madeAt: now });
      return issued;
    });
  }

  freeze(write: WriteRequest, id: string): Promise<BulletinDto> {
    return this.step(write, id, ['issued'], Precondition.NONE, (tx, _bulletin, maker, now) =>
      this.bulletins.freeze(tx, id, maker.username, now),
    );
  }

  withdraw(write: WriteRequest, id: string, reason: string): Promise<BulletinDto> {
    return this.step(write, id, ['draft', 'checked', 'issued'], Precondition.NONE, (tx, _bulletin, _maker, now) =>
      this.bulletins.withdraw(tx, id, nameOf(write.principal), now, reason),
    );
  }

  private step(
    write: WriteRequest,
    id: string,
    from: readonly BulletinState[],
    expected: Precondition,
    work: (tx: Tx, bulletin: Bulletin, maker: Maker, now: Date) => Promise<Bulletin>,
  ): Promise<BulletinDto> {
    return this.writer.run(write, async (tx) => {
      const bulletin = await this.reading.requireForChange(tx, id, from, expected);
      const maker = requireMaker(write.principal, bulletin.divisionCode);
      return this.reading.view(tx, await work(tx, bulletin, maker, this.clock.now()));
    });
  }
}

function requireAnother({ accountId, username }: Maker, others: readonly (string | null)[]): void {
  if (others.includes(accountId)) throw new BulletinError('bulletins.same-person', { who: username });
}

/** The beginning of the day in Beijing. */
function freezingAt(freezesOn: string | undefined, now: Date): Date {
  const today = businessDayOf(now);
  const day = freezesOn ?? addDays(today, FREEZES_AFTER_DAYS);
  if (day <= today) throw new BulletinError('bulletins.freezes-in-the-past', { day }, '/freezesOn');
  return new Date(`${day}T00:00:00+08:00`);
}
