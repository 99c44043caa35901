import { Injectable, Logger } from '@nestjs/common';
import { Database, type Tx, worker } from '../../platform/database/index.js';
import { OrderRecorder, type RetiredOrder } from '../orders/index.js';
import { type ClaimedMessage, type Decision, InboxRepository } from './inbox.repository.js';
import { adapterOfShop } from './platforms/index.js';
import type { Reading } from './platforms/platform-adapter.js';

const APPLIER = worker('message-applying');
const MESSAGES_PER_TRANSACTION = 200;
const PARTITION_DAYS_AHEAD = 7;

/** Makes orders of stored messages: claim, read, record, decide, in one transaction; what cannot be read is quarantined with its reason. */
@Injectable()
export class MessageApplying {
  private readonly logger = new Logger(MessageApplying.name);

  constructor(
    private readonly database: Database,
    private readonly inbox: InboxRepository,
    private readonly orders: OrderRecorder,
  ) {}

  async applyAll(): Promise<void> {
    while ((await this.applyBatch()) > 0);
  }

  countToApply(): Promise<number> {
    return this.database.transaction(APPLIER, (tx) => this.inbox.countToApply(tx));
  }

  planPartitions(): Promise<void> {
    return this.database.transaction(APPLIER, (tx) => this.inbox.planPartitions(tx, PARTITION_DAYS_AHEAD));
  }

  /** A batch that fails on what it holds is taken up one by one, so that a single message can hold back only itself. */
  private async applyBatch(): Promise<number> {
    try {
      return await this.applyTogether(MESSAGES_PER_TRANSACTION);
    } catch (error) {
      if (!isDataFault(error)) throw error;
      this.logger.warn({ err: error }, 'a batch of messages could not be applied together; applying them one by one');
      return this.applyOne();
    }
  }

  private async applyOne(): Promise<number> {
    try {
      return await this.applyTogether(1);
    } catch (error) {
      if (!isDataFault(error)) throw error;
      return this.database.transaction(APPLIER, async (tx) => {
        const messages = await this.inbox.claim(tx, 1);
        const fault = { code: 'message.not-storable', detail: error.message.slice(0, 500) };
        await this.inbox.decide(
          tx,
          messages.map(({ shopDbId, key }) => ({ shopDbId, key, state: 'quarantined', fault })),
        );
        return messages.length;
      });
    }
  }

  private applyTogether(count: number): Promise<number> {
    return this.database.transaction(APPLIER, async (tx) => {
      await tx.preferIndexes();
      const messages = await this.inbox.claim(tx, count);
      if (messages.length > 0) await this.apply(tx, messages);
      return messages.length;
    });
  }

  private async apply(tx: Tx, messages: readonly ClaimedMessage[]): Promise<void> {
    const readings = messages.map((message) => ({ message, reading: read(message) }));
    const retired = await this.orders.record(
      tx,
      readings.flatMap(({ reading }) => ('said' in reading ? [reading.said] : [])),
    );
    await this.inbox.decide(
      tx,
      readings.map(({ message, reading }) => decision(message, refuseRetired(reading, retired))),
    );
  }
}

function read({ shopDbId, key, platform, body }: ClaimedMessage): Reading {
  const adapter = adapterOfShop(platform);
  if (adapter === null || body === null)
    return { fault: { code: 'message.no-reader', detail: `No reader for messages of platform ${platform}, or no body.` } };
  return adapter.read({ shopDbId, key, body: JSON.parse(body.toString('utf8')) });
}

/** A late word about an order that is older than the retention policy keeps: its body stays, for a person to see. */
function refuseRetired(reading: Reading, retired: readonly RetiredOrder[]): Reading {
  if (!('said' in reading)) return reading;
  const { shopDbId, orderNo } = reading.said;
  const order = retired.find((one) => one.shopDbId === shopDbId && one.orderNo === orderNo);
  if (order === undefined) return reading;
  const detail = `订单 ${orderNo} 已于 ${order.retiredOn} 按保留期限清理，这条消息没有计入，原文保留待人工查看。Order ${orderNo} was retired on ${order.retiredOn}, as the retention policy says: this message changes nothing and is kept for a person to look at.`;
  return { fault: { code: 'order.retired', detail } };
}

function decision({ shopDbId, key }: ClaimedMessage, reading: Reading): Decision {
  if ('said' in reading) return { shopDbId, key, state: 'applied', fault: null };
  return { shopDbId, key, state: 'quarantined', fault: reading.fault };
}

/** SQLSTATE classes 22 (data) and 23 (integrity): trying again would fail again. */
function isDataFault(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
}
