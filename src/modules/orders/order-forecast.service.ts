import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { ForeignOrders } from './foreign-orders.service.js';
import { wordsOfSaid } from './order-recorder.service.js';
import { type KeyedWord, type OrderKey, OrderRepository } from './order.repository.js';
import { type OrderState, orderState } from './order-state.js';
import type { OrderTotals } from './order-totals.repository.js';
import type { SaidOrder } from './said-order.js';

/** What an order would be once a word about it is taken down. */
export interface ForecastOrder extends OrderKey {
  /** `new`: nothing counted of it; `known`: it would be as it is; `waiting`: refunds of an order nobody has told of. */
  readonly kind: 'new' | 'changed' | 'known' | 'waiting' | 'retired';
  readonly before: Pick<OrderTotals, 'paidFen' | 'refundedFen'>;
  readonly after: Pick<OrderTotals, 'paidFen' | 'refundedFen'>;
}

const NOTHING = { paidFen: 0, refundedFen: 0 };

/**
 * Tells what words would change, by the same pure function that takes them down, and writes nothing: of a hundred thousand orders a
 * rehearsal that is rolled back would leave as many dead rows in every table of orders. At most one word for each order.
 */
@Injectable()
export class OrderForecast {
  constructor(
    private readonly orders: OrderRepository,
    private readonly foreign: ForeignOrders,
  ) {}

  /** In the order of the words. */
  async of(tx: Tx, said: readonly SaidOrder[]): Promise<ForecastOrder[]> {
    if (said.length === 0) return [];
    const keys = said.map(({ shopDbId, orderNo }) => ({ shopDbId, orderNo }));
    const retired = new Set((await this.orders.findRetired(tx, keys)).map(({ orderNo }) => orderNo));
    const told = Map.groupBy(await this.orders.wordsOf(tx, keys), keyText);
    const before = await this.statesOf(tx, said, (one) => told.get(keyText(one)) ?? []);
    const after = await this.statesOf(tx, said, (one) => withSaid(told.get(keyText(one)) ?? [], one));
    return keys.map((key, index) => {
      const states = { before: before[index] ?? null, after: after[index] ?? null };
      if (retired.has(key.orderNo)) return { ...key, kind: 'retired', before: NOTHING, after: NOTHING };
      return { ...key, kind: kindOf(states), before: totalsOf(states.before), after: totalsOf(states.after) };
    });
  }

  private async statesOf(tx: Tx, said: readonly SaidOrder[], wordsOf: (one: SaidOrder) => KeyedWord[]): Promise<(OrderState | null)[]> {
    const inYuan = await this.foreign.convert(tx, new Map(said.map((one) => [keyText(one), wordsOf(one)])));
    return said.map((one) => {
      const { words = [], exchangeRate = null } = inYuan.get(keyText(one)) ?? {};
      return orderState(words, exchangeRate);
    });
  }
}

/** A word that was taken back speaks again when it is said again. */
function withSaid(told: readonly KeyedWord[], said: SaidOrder): KeyedWord[] {
  const others = told.filter(({ messageKey }) => messageKey !== said.messageKey);
  return [...others, ...wordsOfSaid(said)];
}

function kindOf({ before, after }: { before: OrderState | null; after: OrderState | null }): ForecastOrder['kind'] {
  if (after === null) return 'waiting';
  if (before === null || before.header.voidReason !== null) return isSame(before, after) ? 'known' : 'new';
  return isSame(before, after) ? 'known' : 'changed';
}

/** Whoever says it. */
function isSame(before: OrderState | null, after: OrderState | null): boolean {
  const content = (state: OrderState | null): object | null => state && { header: state.header, refunds: byNumber(state) };
  return isDeepStrictEqual(content(before), content(after));
}

function byNumber({ refunds }: OrderState): object {
  return Object.fromEntries(refunds.map((refund) => [refund.refundNo, refund]));
}

/** As its entries add up. */
function totalsOf(state: OrderState | null): typeof NOTHING {
  if (state === null || state.header.paidAt === null || state.header.voidReason !== null) return NOTHING;
  const succeeded = state.refunds.filter(({ status }) => status === 'succeeded');
  return { paidFen: sum(state.header.lines.map(({ paidFen }) => paidFen)), refundedFen: sum(succeeded.map(({ amountFen }) => amountFen)) };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function keyText({ shopDbId, orderNo }: OrderKey): string {
  return `${shopDbId}:${orderNo}`;
}
