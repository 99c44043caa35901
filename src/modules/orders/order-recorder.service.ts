import { Injectable } from '@nestjs/common';
import { compareText } from '../../kernel/text-order.js';
import type { Tx } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { FileWordRepository } from './file-word.repository.js';
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
    private readonly fileWords: FileWordRepository,
    private readonly foreign: ForeignOrders,
    private readonly hints: Hints,
  ) {}

  /**
   * Answers the orders of which nothing was taken down because they are retired: an order made anew of a late word alone would
   * reverse everything that was counted by the words that are gone. `again`: orders whose words are the same but mean something else now.
   * `areTold`: an import that stands tells all that files say here.
   */
  async record(
    tx: Tx,
    said: readonly SaidOrder[],
    { again = [], areTold = false }: { readonly again?: readonly OrderKey[]; readonly areTold?: boolean } = {},
  ): Promise<RetiredOrder[]> {
    const keys = distinctKeys([...said, ...again]);
    if (keys.length === 0) return [];
    // The sweep that retires orders takes the same lock: after it, an order is either there or known to be retired.
    await this.orders.lock(tx, keys);
    const retired = await this.orders.findRetired(tx, keys);
    const isRetired = new Set(retired.map(keyText));
    const standing = keys.filter((key) => !isRetired.has(keyText(key)));
    const known = await this.orders.wordsOf(tx, standing);
    const told = newWords(
      said.filter((order) => !isRetired.has(keyText(order))),
      known,
    );
    if (told.length > 0) await this.orders.addWords(tx, told);
    await this.derive(tx, standing, [...known, ...(areTold ? told : await this.withSilence(tx, told))]);
    return retired;
  }

  /** Before something is read that decides what is recorded. All that will be recorded is named at once: locks are taken in one order. */
  async lock(tx: Tx, keys: readonly OrderKey[]): Promise<void> {
    await this.orders.lock(tx, distinctKeys(keys));
  }

  /** Orders whose words are the same but mean something else now. Keys come sorted and distinct. */
  async recordAgain(tx: Tx, keys: readonly OrderKey[]): Promise<void> {
    await this.orders.lock(tx, keys);
    await this.derive(tx, keys, await this.orders.wordsOf(tx, keys));
  }

  /** A message of a file may have waited in the inbox until its import was taken back. */
  private async withSilence(tx: Tx, words: readonly KeyedWord[]): Promise<readonly KeyedWord[]> {
    const ofFiles = words.filter(({ source }) => source === 'file');
    if (ofFiles.length === 0) return words;
    const silent = new Set((await this.fileWords.silentOf(tx, ofFiles)).map(messageText));
    return words.map((word) => ({ ...word, isWithdrawn: word.source === 'file' && silent.has(messageText(word)) }));
  }

  private async derive(tx: Tx, keys: readonly OrderKey[], words: readonly KeyedWord[]): Promise<void> {
    if (keys.length === 0) return;
    const inYuan = await this.foreign.convert(tx, groupByOrder(words));
    const states = keys.flatMap((key): KeyedState[] => {
      const { words: ofOrder = [], exchangeRate = null } = inYuan.get(keyText(key)) ?? {};
      const state = orderState(ofOrder, exchangeRate);
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

/** Each once: a word that is known, or that was said a moment ago, stays as it is. */
function newWords(said: readonly SaidOrder[], known: readonly KeyedWord[]): KeyedWord[] {
  const seen = new Set(known.map(wordText));
  return said.flatMap(wordsOfSaid).filter((word) => {
    const text = wordText(word);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}

function wordText(word: KeyedWord): string {
  return JSON.stringify([word.shopDbId, word.orderNo, word.subject, word.messageKey]);
}

function messageText({ shopDbId, messageKey }: Pick<KeyedWord, 'shopDbId' | 'messageKey'>): string {
  return `${shopDbId}:${messageKey}`;
}

function keyText(key: OrderKey): string {
  return `${key.shopDbId}:${key.orderNo}`;
}

/** Each once, sorted as orders are locked. */
export function distinctKeys(said: readonly OrderKey[]): OrderKey[] {
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
