import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { LiveSessionService } from '../live-sessions/index.js';
import { minuteOf, minutesFrom, productsOf, windowSums } from './minute-sums.js';
import type { SessionMinutesDto } from './session-minutes.dto.js';
import { SessionMinutesRepository } from './session-minutes.repository.js';
import { MINUTE_MS, windowOf } from './session-window.js';

/** The last minutes of a session, for who stands in it. A sale counts in the minute it was paid in, however late it becomes known. */
@Injectable()
export class SessionMinutesService {
  constructor(
    private readonly database: Database,
    private readonly sessions: LiveSessionService,
    private readonly minutes: SessionMinutesRepository,
    private readonly clock: Clock,
  ) {}

  read(principal: Principal, id: string): Promise<SessionMinutesDto> {
    return this.database.snapshot(principal, async (tx) => {
      const session = await this.sessions.require(tx, id);
      const now = this.clock.now();
      const window = windowOf(session, now);
      const { from, middle, until, isOver, isComparable } = window;
      const { title, startedAt, endedAt } = session;
      const sales = await this.minutes.sales(tx, id, from, isOver ? until : new Date(until.getTime() + MINUTE_MS));
      const last = windowSums(sales, middle, until, startedAt);
      const before = windowSums(sales, from, middle, startedAt);
      return {
        liveSessionId: id,
        title,
        startedAt: beijingIso(startedAt),
        endedAt: endedAt === null ? null : beijingIso(endedAt),
        asOf: beijingIso(now),
        isOver,
        last,
        before,
        differenceFen: isComparable ? last.paidFen - before.paidFen : null,
        running: isOver ? null : minuteOf(sales, until, startedAt),
        minutes: minutesFrom(from, until).map((at) => minuteOf(sales, at, startedAt)),
        products: productsOf(sales, window),
      };
    });
  }

  /** Throws what refuses it, as reading would. */
  async requireReadable(principal: Principal, id: string): Promise<void> {
    await this.database.snapshot(principal, (tx) => this.sessions.require(tx, id));
  }
}
