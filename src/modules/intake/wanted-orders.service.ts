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

  /** Of messages that wait for them. */
  want(tx: Tx, wanted: readonly WantedDetail[]): Promise<void> {
    return this.note(tx, wanted, true);
  }

  /** Of one shop, as of now; no message waits for them, and they come after those that one does. */
  wantOfShop(tx: Tx, shopDbId: string, orderNos: readonly string[]): Promise<void> {
    const receivedAt = new Date();
    return this.note(
      tx,
      orderNos.map((orderNo) => ({ shopDbId, orderNo, receivedAt })),
      false,
    );
  }

  private async note(tx: Tx, wanted: readonly WantedDetail[], isWaitedFor: boolean): Promise<void> {
    if (wanted.length === 0) return;
    await this.todo.want(tx, wanted, isWaitedFor);
    tx.afterCommit(() => this.hints.hint('intake.fetch-details'));
  }
}
