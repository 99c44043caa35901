import { isSuccess, type ApiClient } from './api-client.js';
import type { PlacedShop } from './catalogue-loader.js';
import type { ExpectedLedger } from './expected-totals.js';
import type { OrderMessage } from './order-messages.js';

/** What became of requests of one kind. */
export interface DeliveryCounts {
  readonly sent: number;
  readonly accepted: number;
  /** Refusals by HTTP status. */
  readonly refused: Readonly<Record<string, number>>;
  /** Not sent, because an earlier run had. */
  readonly known: number;
}

export class Tally {
  private sent = 0;
  private accepted = 0;
  private known = 0;
  private readonly refused: Record<string, number> = {};

  count(status: number): void {
    this.sent += 1;
    if (isSuccess(status)) this.accepted += 1;
    else this.refused[String(status)] = (this.refused[String(status)] ?? 0) + 1;
  }

  countKnown(): void {
    this.known += 1;
  }

  counts(): DeliveryCounts {
    return { sent: this.sent, accepted: this.accepted, refused: { ...this.refused }, known: this.known };
  }
}

/** Sends signed messages and keeps the totals that their acceptance must lead to. A refusal is counted and does not stop the run. */
export class Delivery {
  readonly tally = new Tally();

  constructor(
    private readonly client: ApiClient,
    private readonly ledger: ExpectedLedger,
  ) {}

  /** A copy says nothing new: it adds to no total. */
  async send(shop: PlacedShop, message: OrderMessage, isCopy = false): Promise<void> {
    const { status } = await this.client.pushSigned(shop, message.id, message.body);
    this.tally.count(status);
    if (isSuccess(status) && !isCopy) this.record(message);
  }

  skip(message: OrderMessage): void {
    this.tally.countKnown();
    this.record(message);
  }

  private record(message: OrderMessage): void {
    for (const fact of message.facts) this.ledger.record(fact);
  }
}
