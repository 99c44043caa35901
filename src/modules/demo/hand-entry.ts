import { beijingIso } from '../../kernel/business-day.js';
import { isSuccess, resourceOf, type ApiClient } from './api-client.js';
import type { PlacedMerchant } from './catalogue-loader.js';
import { paidFactOf, refundFactOf, type DemoOrder, type DemoRefund } from './demo-order.js';
import { Tally } from './delivery.js';
import type { ExpectedLedger } from './expected-totals.js';
import type { StateFile } from './state-file.js';

/** Enters orders and refunds as a clerk does, by form. What an earlier run entered is not entered again. */
export class HandEntry {
  readonly tally = new Tally();

  constructor(
    private readonly client: ApiClient,
    private readonly state: StateFile,
    private readonly ledger: ExpectedLedger,
    /** Nothing from this instant on is entered: it has not happened yet. */
    private readonly untilMs: number,
  ) {}

  async enter(order: DemoOrder, placed: PlacedMerchant, liveSessionId: string | undefined): Promise<void> {
    const fact = paidFactOf(order);
    if (order.paidAtMs === null || fact === null || order.paidAtMs >= this.untilMs) return;
    const lines = order.lines.map(({ item, quantity, paidFen }) => ({
      productId: placed.productIds.get(item.product.key),
      quantity,
      paidFen,
    }));
    const content = { merchantId: placed.id, liveSessionId, paidAt: isoOf(order.paidAtMs), lines };
    const orderId = await this.enterOnce(order.orderNo, '/api/v1/orders', content);
    if (orderId === null) return;
    this.ledger.record(fact);
    for (const refund of order.refunds) if (refund.decidedAtMs < this.untilMs) await this.enterRefund(orderId, refund);
  }

  /** A form knows no refused refund: only what was paid back is entered. Lines are numbered from 1 in the order they were entered. */
  private async enterRefund(orderId: string, refund: DemoRefund): Promise<void> {
    const fact = refundFactOf(refund);
    if (fact === null) return;
    const { refundNo, line, amountFen, reason, decidedAtMs } = refund;
    const content = { lineNo: line.lineNo, amountFen, refundedAt: isoOf(decidedAtMs), reason };
    const refundId = await this.enterOnce(refundNo, `/api/v1/orders/${encodeURIComponent(orderId)}/refunds`, content);
    if (refundId !== null) this.ledger.record(fact);
  }

  /** Null if the server refused it. */
  private async enterOnce(key: string, path: string, content: object): Promise<string | null> {
    const known = this.state.enteredByHand(key);
    if (known !== null) {
      this.tally.countKnown();
      return known;
    }
    const answer = await this.client.tryWrite('POST', path, content);
    this.tally.count(answer.status);
    if (!isSuccess(answer.status)) return null;
    const { id } = resourceOf(answer.body);
    const entered = typeof id === 'string' ? id : key;
    this.state.noteEnteredByHand(key, entered);
    return entered;
  }
}

function isoOf(instantMs: number): string {
  return beijingIso(new Date(instantMs));
}
