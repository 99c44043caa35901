import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import type { CellRead } from '../rankings/index.js';
import { RankingCells } from '../rankings/index.js';
import { additive, remainderOf } from './additive.js';
import { CellResolver } from './cell-resolver.js';
import type { ExplainDto } from './explain.dto.js';
import type { ExplainQuery } from './explain-query.js';
import { ExplainedOrders } from './explained-orders.js';
import { ExplainedParts } from './explained-parts.js';

/** Where a number of a ranking comes from: in one snapshot the number itself and what it is made of. */
@Injectable()
export class Explaining {
  constructor(
    private readonly database: Database,
    private readonly cells: CellResolver,
    private readonly rankings: RankingCells,
    private readonly parts: ExplainedParts,
    private readonly orders: ExplainedOrders,
    private readonly clock: Clock,
  ) {}

  explain(principal: Principal, query: ExplainQuery): Promise<ExplainDto> {
    return this.database.snapshot(principal, async (tx) => {
      const cell = await this.cells.resolve(tx, principal, query);
      const measures = await this.rankings.measures(tx, cell);
      const lister = query.by === 'orders' ? this.orders : this.parts;
      const { items, nextCursor, whole } = await lister.page(tx, cell, query.limit, query.cursor);
      const remainder = remainderOf(measures, additive(whole));
      return { ...(await this.echo(tx, cell)), measures, remainder, by: query.by, items, nextCursor };
    });
  }

  private async echo(
    tx: Tx,
    { subject, kind: part, id, range, basis, refundView }: CellRead,
  ): Promise<Pick<ExplainDto, 'subject' | 'part' | 'id' | 'name' | 'range' | 'basis' | 'refundView' | 'asOf'>> {
    const name = id === null ? null : await this.rankings.findName(tx, subject, id);
    return { subject, part, id, name, range, basis, refundView, asOf: beijingIso(this.clock.now()) };
  }
}
