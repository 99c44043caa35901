import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { OnceWriter, Precondition, type WriteRequest } from '../../platform/http/index.js';
import { recordEvent } from '../audit/index.js';
import { handHeader, handRefund, handWord, requireOwnWord, requireRefundable } from './hand-word.js';
import { HandOrderReferences } from './hand-order-references.js';
import type { CorrectOrder, LogOrder, LogRefund, OrderDto } from './order.dto.js';
import { OrderError } from './order.errors.js';
import { OrderIds } from './order-id.js';
import { OrderReadingRepository, type StoredOrder } from './order-reading.repository.js';
import { OrderRecorder } from './order-recorder.service.js';
import { type OrderKey, OrderRepository } from './order.repository.js';
import { OrderView } from './order-view.js';

/** Orders typed by a person: logged, corrected, voided, refunded, each as one more word about the order. The platform's own word beats them all. */
@Injectable()
export class HandOrders {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly recorder: OrderRecorder,
    private readonly orders: OrderRepository,
    private readonly reading: OrderReadingRepository,
    private readonly references: HandOrderReferences,
    private readonly ids: OrderIds,
    private readonly view: OrderView,
    private readonly clock: Clock,
  ) {}

  log(write: WriteRequest, order: LogOrder): Promise<OrderDto> {
    return this.writer.run(write, async (tx) => {
      const shopDbId = await this.references.requireShop(tx, order);
      const key = { shopDbId, orderNo: order.orderNo ?? this.newOrderNo() };
      await this.references.requireKnown(tx, order.merchantId, order);
      await this.orders.lock(tx, [key]);
      const before = await this.reading.find(tx, key);
      if (before?.source === 'hand') throw new OrderError('orders.already-logged', { orderNo: key.orderNo }, '/orderNo');
      await this.say(tx, key, (word) => ({ ...word, header: handHeader(order, this.clock.now()) }));
      return this.answer(tx, key, before === null ? null : this.view.toDto(before));
    });
  }

  correct(principal: Principal, id: string, order: CorrectOrder, expected = Precondition.NONE): Promise<OrderDto> {
    return this.change(principal, { id, expected }, async (tx, key, before) => {
      this.references.requireSame(order, before);
      await this.references.requireKnown(tx, before.merchant_id, order);
      await this.say(tx, key, (word) => ({ ...word, header: handHeader(order, before.created_at) }));
    });
  }

  void(write: WriteRequest, id: string, reason: string, expected = Precondition.NONE): Promise<OrderDto> {
    return this.changeOnce(write, { id, expected }, async (tx, key, before) => {
      const standing = {
        paidAt: before.paid_at?.toISOString() ?? '',
        liveSessionId: before.named_session_id ?? undefined,
        lines: before.lines,
      };
      await this.say(tx, key, (word) => ({ ...word, header: { ...handHeader(standing, before.created_at), voidReason: reason } }));
    });
  }

  refund(write: WriteRequest, id: string, refund: LogRefund, expected = Precondition.NONE): Promise<OrderDto> {
    return this.changeOnce(write, { id, expected }, async (tx, key, before) => {
      const line = requireRefundable(before, refund);
      const refundNo = `H${before.refunds.length + 1}`;
      await this.say(tx, key, (word) => ({ ...word, refunds: [handRefund(refund, refundNo, line)] }));
    });
  }

  private change(principal: Principal, order: WantedOrder, work: HandChange): Promise<OrderDto> {
    return this.database.transaction(principal, (tx) => this.changeIn(tx, order, work));
  }

  private changeOnce(write: WriteRequest, order: WantedOrder, work: HandChange): Promise<OrderDto> {
    return this.writer.run(write, (tx) => this.changeIn(tx, order, work));
  }

  /** The lock comes before the reading: of two corrections at once the second sees the first. */
  private async changeIn(tx: Tx, { id, expected }: WantedOrder, work: HandChange): Promise<OrderDto> {
    const key = this.ids.decode(id);
    await this.orders.lock(tx, [key]);
    const before = await this.reading.get(tx, key, id);
    await expected.require(() => this.view.toDto(before));
    requireOwnWord(before);
    await work(tx, key, before);
    return this.answer(tx, key, this.view.toDto(before));
  }

  private async say(tx: Tx, key: OrderKey, complete: (word: ReturnType<typeof handWord>) => ReturnType<typeof handWord>): Promise<void> {
    const number = (await this.reading.countHandWords(tx, key)) + 1;
    const [retired] = await this.recorder.record(tx, [complete(handWord(key, number, this.clock.now()))]);
    if (retired !== undefined)
      throw new OrderError('orders.number-retired', { orderNo: key.orderNo, retiredOn: retired.retiredOn }, '/orderNo');
  }

  /** The order as it stands now, and on record beside what it was: no trigger does that, platforms' orders come by the thousand. */
  private async answer(tx: Tx, key: OrderKey, before: OrderDto | null): Promise<OrderDto> {
    const after = this.view.toDto(await this.reading.get(tx, key, this.ids.encode(key)));
    await recordEvent(tx, { resource: 'order', resourceId: after.id, before, after });
    return after;
  }

  private newOrderNo(): string {
    return `H${businessDayOf(this.clock.now()).replaceAll('-', '')}-${randomUUID().slice(0, 13)}`;
  }
}

interface WantedOrder {
  readonly id: string;
  readonly expected: Precondition;
}

type HandChange = (tx: Tx, key: OrderKey, before: StoredOrder) => Promise<void>;
