import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { type DecidedDelivery, DeliveryRepository } from './delivery.repository.js';
import { InboxRepository } from './inbox.repository.js';
import { decisionOn, type ReadMessage } from './message-reading.js';
import type { Reading } from './platforms/platform-adapter.js';
import { UnknownFields } from './unknown-fields.js';
import { WantedOrders } from './wanted-orders.service.js';

/** What follows of messages that have been read: their states, the details they want or bring, and what is counted and noted about them. */
@Injectable()
export class MessageSettlement {
  constructor(
    private readonly inbox: InboxRepository,
    private readonly wanted: WantedOrders,
    private readonly deliveries: DeliveryRepository,
    private readonly unknownFields: UnknownFields,
  ) {}

  async settle(tx: Tx, messages: readonly ReadMessage[]): Promise<void> {
    await this.inbox.decide(
      tx,
      messages.map(({ message, reading }) => decisionOn(message, reading)),
    );
    await this.release(tx, messages);
    await this.want(tx, messages);
    await this.deliveries.addDecided(tx, messages.flatMap(deliveryOf));
    await this.unknownFields.note(tx, messages);
  }

  private async want(tx: Tx, messages: readonly ReadMessage[]): Promise<void> {
    const wanted = messages.flatMap(({ message, reading }) => {
      const orderNo = wantedBy(reading);
      return orderNo === null ? [] : [{ shopDbId: message.shopDbId, orderNo, receivedAt: message.receivedAt }];
    });
    await this.wanted.want(tx, wanted);
  }

  /** What was fetched answers every message that had come before it was asked for. */
  private async release(tx: Tx, messages: readonly ReadMessage[]): Promise<void> {
    const known = messages.flatMap(({ message, reading }) =>
      message.origin === 'pull' && 'said' in reading && reading.about.orderNo !== null
        ? [{ shopDbId: message.shopDbId, orderNo: reading.about.orderNo, key: message.key, askedAt: message.receivedAt }]
        : [],
    );
    if (known.length > 0) await this.inbox.releaseAwaiting(tx, known);
  }
}

function wantedBy(reading: Reading): string | null {
  if ('wants' in reading) return reading.wants;
  return 'said' in reading ? (reading.alsoWants ?? null) : null;
}

/** How late a message came is told by the time it names itself: the latest of its words. */
function deliveryOf({ message, reading }: ReadMessage): DecidedDelivery[] {
  const { shopDbId, receivedAt, origin } = message;
  if (origin === 'pull' || origin === 'file' || 'wants' in reading) return [];
  if (!('said' in reading)) return [{ shopDbId, receivedAt, state: 'ignored' in reading ? 'ignored' : 'quarantined', lagMs: null }];
  const saidAt = Math.max(...reading.said.map((said) => said.saidAt.getTime()));
  return [{ shopDbId, receivedAt, state: 'applied', lagMs: receivedAt.getTime() - saidAt }];
}
