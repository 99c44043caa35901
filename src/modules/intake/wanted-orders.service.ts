import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { DetailTodoRepository, type WantedDetail } from './detail-todo.repository.js';

/** Orders that are known by their number only: fetched from the platform, and counted like everything else that comes in. */
@Injectable()
export class WantedOrders {
  constructor(
    private readonly todo: DetailTodoRepository,
    private readonly hints: Hints,
  ) {}

  async want(tx: Tx, wanted: readonly WantedDetail[]): Promise<void> {
    if (wanted.length === 0) return;
    await this.todo.want(tx, wanted);
    tx.afterCommit(() => this.hints.hint('intake.fetch-details'));
  }

  /** Of one shop, as of now. */
  wantOfShop(tx: Tx, shopDbId: string, orderNos: readonly string[]): Promise<void> {
    const receivedAt = new Date();
    return this.want(
      tx,
      orderNos.map((orderNo) => ({ shopDbId, orderNo, receivedAt })),
    );
  }
}
