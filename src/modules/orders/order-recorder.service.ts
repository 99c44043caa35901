import { Injectable } from '@nestjs/common';
import { compareText } from '../../kernel/text-order.js';
import type { Tx } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { ForeignOrders } from './foreign-orders.service.js';
import { ORDER_SUBJECT } from './latest-word.js';
import { type KeyedState, type KeyedWord, type OrderKey, OrderRepository, type RetiredOrder } from './order.repository.js';
import { orderState } from './order-state.js';
import type { SaidOrder } from './said-order.js';

/**
 * Takes down what messages and people say of orders. Each order is then what its latest words tell, and is marked for posting,
 * all in the caller's transaction: any order of arrival and any repetition ends the same.
 */
@Injectable()
export class OrderRecorder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly foreign: ForeignOrders,
    private readonly hints: Hints,
  ) {}

  /**
   * Answers the orders of which nothing was taken down because they are retired: an order made anew of a late word alone would
   * reverse everything that was counted by the words that are gone. `again`: orders whose words are the same but mean something else now.
   */
  async record(tx: Tx, said: readonly SaidOrder[], again: readonly OrderKey[] = []): Promise<RetiredOrder[]> {
    const keys = distinctKeys([...said, ...again]);
    if (keys.length === 0) return [];
    // The sweep that retires orders takes the same lock: after it, an order is either there or known to be retired.
    await this.orders.lock(tx, keys);
    const retired = await this.orders.findRetired(tx, keys);
    const isRetired = new Set(retired.map(keyText));
    const standing = said.filter((order) => !isRetired.has(keyText(order)));
    if (standing.length > 0) await this.orders.addWords(tx, standing.flatMap(wordsOfSaid));
    await this.derive(
      tx,
      keys.filter((key) => !isRetired.has(keyText(key))),
    );
    return retired;
  }

  /** Before something is read that decides what is recorded. All that will be recorded is named at once: locks are taken in one order. */
  async lock(tx: Tx, keys: readonly OrderKey[]): Promise<void> {
    await this.orders.lock(tx, distinctKeys(keys));
  }

  /** Orders whose words are the same but mean something else now. Keys come sorted and distinct. */
  async recordAgain(tx: Tx, keys: readonly OrderKey[]): Promise<void> {
    await this.orders.lock(tx, keys);
    await this.derive(tx, keys);
  }

  private async derive(tx: Tx, keys: readonly OrderKey[]): Promise<void> {
    if (keys.length === 0) return;
    const words = groupByOrder(await this.orders.wordsOf(tx, keys));
    const inYuan = await this.foreign.convert(tx, words);
    const states = keys.flatMap((key): KeyedState[] => {
      const { words = [], exchangeRate = null } = inYuan.get(keyText(key)) ?? {};
      const state = orderState(words, exchangeRate);
      return state === null ? [] : [{ ...key, state }];
    });
    await this.orders.save(tx, states);
    tx.afterCommit(() => this.hints.hint('orders.post-entries'));
  }
}

/** One for the order itself and one for each refund. */
export function wordsOfSaid(said: SaidOrder): KeyedWord[] {
  const { shopDbId, orderNo, messageKey, source, version, header, refunds } = said;
  const common = { shopDbId, orderNo, messageKey, source, version, saidAt: said.saidAt.getTime() };
  const order = header === null ? [] : [{ ...common, subject: ORDER_SUBJECT, content: header }];
  return [...order, ...refunds.map((refund) => ({ ...common, subject: refund.refundNo, content: refund }))];
}

function keyText(key: OrderKey): string {
  return `${key.shopDbId}:${key.orderNo}`;
}

function distinctKeys(said: readonly OrderKey[]): OrderKey[] {
  const byText = new Map(said.map(({ shopDbId, orderNo }) => [keyText({ shopDbId, orderNo }), { shopDbId, orderNo }]));
  return [...byText.values()].sort((a, b) => Number(a.shopDbId) - Number(b.shopDbId) || compareText(a.orderNo, b.orderNo));
}

function groupByOrder(words: readonly KeyedWord[]): Map<string, KeyedWord[]> {
  const groups = new Map<string, KeyedWord[]>();
  for (const word of words) {
    const group = groups.get(keyText(word));
    if (group) group.push(word);
    else groups.set(keyText(word), [word]);
  }
  return groups;
}
