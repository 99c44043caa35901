import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { Word } from './latest-word.js';
import type { OrderState } from './order-state.js';
import type { WordSource } from './said-order.js';
import { completeContent, type StoredContent } from './stored-word.js';

const LOCK_ORDERS = sqlFile(import.meta.url, './sql/lock-orders.sql');
const ADD_WORDS = sqlFile(import.meta.url, './sql/add-words.sql');
const WORDS_OF_ORDERS = sqlFile(import.meta.url, './sql/words-of-orders.sql');
const RETIRED_ORDERS = sqlFile(import.meta.url, './sql/retired-orders.sql');
const LIST_FOREIGN_ORDERS = sqlFile(import.meta.url, './sql/list-foreign-orders.sql');
const SAVE_ORDERS = sqlFile(import.meta.url, './sql/save-orders.sql');
const CLEAR_ORDER_PARTS = sqlFile(import.meta.url, './sql/clear-order-parts.sql');
const SAVE_ORDER_PARTS = sqlFile(import.meta.url, './sql/save-order-parts.sql');

/** An order's place: the shop's number and the platform's order number. */
export interface OrderKey {
  readonly shopDbId: string;
  readonly orderNo: string;
}

export interface KeyedWord extends OrderKey, Word {}

/** An order that is older than the retention policy keeps: its entries stand, the order itself is gone. */
export interface RetiredOrder extends OrderKey {
  readonly retiredOn: string;
}

export interface KeyedState extends OrderKey {
  readonly state: OrderState;
}

interface WordRow {
  readonly shop_id: string;
  readonly order_no: string;
  readonly subject: string;
  readonly message_key: string;
  readonly source: WordSource;
  readonly version: string | null;
  readonly said_at_ms: string;
  readonly content: StoredContent;
  readonly is_withdrawn: boolean;
}

/** Words and the orders made of them, always a whole batch at a time. Keys come sorted and distinct. */
@Injectable()
export class OrderRepository {
  async lock(tx: Tx, keys: readonly OrderKey[]): Promise<void> {
    await tx.query(LOCK_ORDERS, columns(keys));
  }

  async findRetired(tx: Tx, keys: readonly OrderKey[]): Promise<RetiredOrder[]> {
    const rows = await tx.query<{ shop_id: string; order_no: string; retired_on: string }>(RETIRED_ORDERS, columns(keys));
    return rows.map((row) => ({ shopDbId: row.shop_id, orderNo: row.order_no, retiredOn: row.retired_on }));
  }

  async addWords(tx: Tx, words: readonly KeyedWord[]): Promise<void> {
    const rows = words.map(({ shopDbId, saidAt, ...word }) => ({ ...word, shopId: shopDbId, saidAt: new Date(saidAt).toISOString() }));
    await tx.query(ADD_WORDS, [JSON.stringify(rows)]);
  }

  async wordsOf(tx: Tx, keys: readonly OrderKey[]): Promise<KeyedWord[]> {
    const rows = await tx.query<WordRow>(WORDS_OF_ORDERS, columns(keys));
    return rows.map((row) => ({
      shopDbId: row.shop_id,
      orderNo: row.order_no,
      subject: row.subject,
      messageKey: row.message_key,
      source: row.source,
      version: row.version === null ? null : Number(row.version),
      saidAt: Number(row.said_at_ms),
      content: completeContent(row.content),
      isWithdrawn: row.is_withdrawn,
    }));
  }

  /** Orders in another currency that were paid on or after a day, or wait for a rate. */
  async listForeign(tx: Tx, currency: string, fromDay: string, after: OrderKey, count: number): Promise<OrderKey[]> {
    const parameters = [currency, fromDay, after.shopDbId, after.orderNo, count];
    const rows = await tx.query<{ shop_id: string; order_no: string }>(LIST_FOREIGN_ORDERS, parameters);
    return rows.map((row) => ({ shopDbId: row.shop_id, orderNo: row.order_no }));
  }

  async save(tx: Tx, orders: readonly KeyedState[]): Promise<void> {
    const place = (order: KeyedState): { shopId: string; orderNo: string } => ({ shopId: order.shopDbId, orderNo: order.orderNo });
    const headers = orders.map((order) => {
      const { header, exchangeRate, source, winningMessageKey, reviewFlags } = order.state;
      return { ...place(order), ...header, lines: undefined, exchangeRate, source, winningMessageKey, reviewFlags };
    });
    const lines = orders.flatMap((order) => order.state.header.lines.map((line) => ({ ...place(order), ...line })));
    const refunds = orders.flatMap((order) => order.state.refunds.map((refund) => ({ ...place(order), ...refund })));
    const known = await tx.query<{ shop_id: string; order_no: string }>(SAVE_ORDERS, [JSON.stringify(headers)]);
    if (known.length > 0) await tx.query(CLEAR_ORDER_PARTS, [known.map((row) => row.shop_id), known.map((row) => row.order_no)]);
    await tx.query(SAVE_ORDER_PARTS, [JSON.stringify(lines), JSON.stringify(refunds)]);
  }
}

function columns(keys: readonly OrderKey[]): [string[], string[]] {
  return [keys.map((key) => key.shopDbId), keys.map((key) => key.orderNo)];
}
