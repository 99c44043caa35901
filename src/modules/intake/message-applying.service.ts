import { Injectable, Logger } from '@nestjs/common';
import { Database, type Tx, worker } from '../../platform/database/index.js';
import { untilDone } from '../../platform/queue/index.js';
import { OrderRecorder } from '../orders/index.js';
import { isDataFault } from './data-fault.js';
import { type ClaimedMessage, InboxRepository } from './inbox.repository.js';
import { decisionOn, readMessage, refuseRetired } from './message-reading.js';
import { MessageSettlement } from './message-settlement.service.js';

const APPLIER = worker('message-applying');
const MESSAGES_PER_TRANSACTION = 400;
const PARTITION_DAYS_AHEAD = 7;

/**
 * Makes orders of stored messages: claim, read, record, decide, in one transaction. What says nothing of sales is ignored with its reason,
 * what cannot be read is quarantined with its reason, and where a message only says that an order changed its details are asked for.
 */
@Injectable()
export class MessageApplying {
  private readonly logger = new Logger(MessageApplying.name);

  constructor(
    private readonly database: Database,
    private readonly inbox: InboxRepository,
    private readonly orders: OrderRecorder,
    private readonly settlement: MessageSettlement,
  ) {}

  applyAll(): Promise<void> {
    return untilDone(MESSAGES_PER_TRANSACTION, () => this.applyBatch());
  }

  countToApply(): Promise<number> {
    return this.database.transaction(APPLIER, (tx) => this.inbox.countToApply(tx));
  }

  planPartitions(): Promise<void> {
    return this.database.transaction(APPLIER, (tx) => this.inbox.planPartitions(tx, PARTITION_DAYS_AHEAD));
  }

  /** A batch that fails on what it holds is halved until the one message is found, so that it can hold back only itself. */
  private async applyBatch(count = MESSAGES_PER_TRANSACTION): Promise<number> {
    let claimed: readonly ClaimedMessage[] = [];
    try {
      return await this.applyTogether(count, (messages) => (claimed = messages));
    } catch (error) {
      if (!isDataFault(error)) throw error;
      const [first, ...more] = claimed;
      if (first !== undefined && more.length === 0) return this.putAside(first, error);
      this.logger.warn({ err: error }, 'a batch of messages could not be applied together; applying fewer at once');
      return this.applyBatch(Math.ceil(claimed.length / 2));
    }
  }

  private putAside(message: ClaimedMessage, error: Error): Promise<number> {
    const fault = { code: 'message.not-storable', detail: error.message.slice(0, 500) };
    return this.database.transaction(APPLIER, async (tx) => {
      // Another worker may have had it in its hands since.
      if (await this.inbox.claimOne(tx, message))
        await this.inbox.decide(tx, [decisionOn(message, { about: { type: '', orderNo: null }, fault })]);
      return 1;
    });
  }

  private applyTogether(count: number, note: (messages: readonly ClaimedMessage[]) => void): Promise<number> {
    return this.database.transaction(APPLIER, async (tx) => {
      await tx.preferIndexes();
      const messages = await this.inbox.claim(tx, count);
      note(messages);
      if (messages.length > 0) await this.apply(tx, messages);
      return messages.length;
    });
  }

  private async apply(tx: Tx, messages: readonly ClaimedMessage[]): Promise<void> {
    const read = messages.map(readMessage);
    const retired = await this.orders.record(
      tx,
      read.flatMap(({ reading }) => ('said' in reading ? reading.said : [])),
    );
    await this.settlement.settle(
      tx,
      read.map((one) => ({ ...one, reading: refuseRetired(one.reading, retired) })),
    );
  }
}
