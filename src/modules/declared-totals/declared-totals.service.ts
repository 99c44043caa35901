import { Injectable } from '@nestjs/common';
import { beijingIso, businessDayOf } from '../../kernel/business-day.js';
import { parseInstant } from '../../kernel/instant.js';
import { fenFromSql } from '../../kernel/money.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, nameOf, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, InputError, type Precondition, toPage } from '../../platform/http/index.js';
import { LiveSessionService } from '../live-sessions/index.js';
import type { ComparedTotalDto, DeclaredTotalDto, DeclaredTotalPage, DeclaredTotalQuery, DeclareTotal } from './declared-total.dto.js';
import { DeclaredTotalError } from './declared-total.errors.js';
import { type ComparedTotal, type DeclaredTotal, DeclaredTotalRepository, type Position } from './declared-total.repository.js';
import { compareWithCounted } from './declared-total.js';

/** What sellers say that a session sold where no orders exist: kept apart, shown as such, compared with the orders that come later. */
@Injectable()
export class DeclaredTotals {
  constructor(
    private readonly database: Database,
    private readonly totals: DeclaredTotalRepository,
    private readonly liveSessions: LiveSessionService,
    private readonly clock: Clock,
  ) {}

  declare(principal: Principal, liveSessionId: string, { paidFen, note }: DeclareTotal, expected: Precondition): Promise<DeclaredTotalDto> {
    return this.database.transaction(principal, async (tx) => {
      const { merchantId, archivedAt } = await this.liveSessions.require(tx, liveSessionId);
      if (archivedAt !== null) throw new DeclaredTotalError('declared-totals.archived', { liveSessionId });
      await this.requireUnchanged(tx, liveSessionId, expected);
      return toDto(await this.totals.save(tx, { liveSessionId, merchantId, paidFen, note: note ?? '', declaredBy: nameOf(principal) }));
    });
  }

  get(principal: Principal, liveSessionId: string): Promise<DeclaredTotalDto> {
    return this.database.snapshot(principal, async (tx) => toDto(known(await this.totals.find(tx, liveSessionId), liveSessionId)));
  }

  list(principal: Principal, { limit, cursor, ...selection }: DeclaredTotalQuery): Promise<DeclaredTotalPage> {
    const asOf = beijingIso(this.clock.now());
    return this.database.snapshot(principal, async (tx) => {
      const page = toPage(await this.totals.page(tx, selection, positionIn(cursor), limit + 1), limit, toComparedDto, (total) => [
        total.startedAt.toISOString(),
        total.liveSessionId,
      ]);
      const { count, declaredFen, countedPaidFen, uncountedFen } = await this.totals.sums(tx, selection);
      const total = {
        count,
        declaredFen: fenFromSql(declaredFen),
        countedPaidFen: fenFromSql(countedPaidFen),
        uncountedFen: fenFromSql(uncountedFen),
      };
      return { ...page, total, asOf };
    });
  }

  remove(principal: Principal, liveSessionId: string, expected: Precondition): Promise<void> {
    return this.database.transaction(principal, async (tx) => {
      known(await this.requireUnchanged(tx, liveSessionId, expected), liveSessionId);
      await this.totals.remove(tx, liveSessionId);
    });
  }

  private async requireUnchanged(tx: Tx, liveSessionId: string, expected: Precondition): Promise<DeclaredTotal | null> {
    const locked = await this.totals.findForChange(tx, liveSessionId);
    await expected.require(() => (locked === null ? null : toDto(locked)));
    return locked;
  }
}

function known(total: DeclaredTotal | null, liveSessionId: string): DeclaredTotal {
  if (total === null) throw new DeclaredTotalError('declared-totals.none', { liveSessionId });
  return total;
}

function positionIn(cursor: string | undefined): Position | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const [startedAt = '', liveSessionId = ''] = key.map(String);
  if (parseInstant(startedAt) === null || !/^\d{1,18}$/.test(liveSessionId)) throw new InputError('input.cursor');
  return { startedAt, liveSessionId };
}

function toDto({ liveSessionId, merchantId, paidFen, note, declaredAt, declaredBy }: DeclaredTotal): DeclaredTotalDto {
  return { liveSessionId, merchantId, paidFen: fenFromSql(paidFen), note, declaredAt: beijingIso(declaredAt), declaredBy };
}

function toComparedDto(total: ComparedTotal): ComparedTotalDto {
  const [paidFen, refundedFen] = [fenFromSql(total.countedPaidFen), fenFromSql(total.countedRefundedFen)];
  return {
    ...toDto(total),
    merchantName: total.merchantName,
    sessionTitle: total.sessionTitle,
    day: businessDayOf(total.startedAt),
    counted: { paidFen, refundedFen, netFen: paidFen - refundedFen },
    ...compareWithCounted(fenFromSql(total.paidFen), paidFen),
  };
}
