import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { DetailTodoRepository } from './detail-todo.repository.js';

/** Orders that other modules know of by their number only: fetched from the platform, and counted like everything else that comes in. */
@Injectable()
export class WantedOrders {
  constructor(
    private readonly todo: DetailTodoRepository,
    private readonly hints: Hints,
  ) {}

  async want(tx: Tx, shopDbId: string, orderNos: readonly string[]): Promise<void> {
    if (orderNos.length === 0) return;
    const receivedAt = new Date();
    await this.todo.want(
      tx,
      orderNos.map((orderNo) => ({ shopDbId, orderNo, receivedAt })),
    );
    tx.afterCommit(() => this.hints.hint('intake.fetch-details'));
  }
}
