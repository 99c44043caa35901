import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import { type CellRead, isOrdersDefined } from '../rankings/index.js';

const IN_CELL = sqlFile(import.meta.url, './sql/in-cell.sql');
const ROLLUP_ROWS = sqlFile(import.meta.url, './sql/rollup-rows.sql') + IN_CELL;
const LIST_PARTS = ROLLUP_ROWS + sqlFile(import.meta.url, './sql/list-parts.sql');
const LIST_SHOP_DAYS = ROLLUP_ROWS + sqlFile(import.meta.url, './sql/list-shop-days.sql');
const LIST_ENTRIES = sqlFile(import.meta.url, './sql/entry-rows.sql') + IN_CELL + sqlFile(import.meta.url, './sql/list-entries.sql');
const WORDS_OF_ORDERS = sqlFile(import.meta.url, './sql/words-of-orders.sql');

/** Sums arrive as text. */
export interface AdditiveRow {
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly quantity: string;
  readonly lines: string;
}

export interface PartRow extends AdditiveRow {
  readonly merchant_id: string;
  readonly shop_id: string;
  readonly live_session_id: string;
  readonly product_id: string;
  readonly merchant_name: string | null;
  readonly session_title: string | null;
  readonly product_name: string | null;
  readonly net_fen: string;
}

/** A page, and the sums of all pages together. */
export interface Listed<Row> {
  readonly rows: Row[];
  readonly whole: AdditiveRow;
}

export interface PartPlace {
  readonly netFen: string;
  readonly merchantId: string;
  readonly shopDbId: string;
  readonly liveSessionId: string;
  readonly productId: string;
}

export interface ShopDay {
  readonly shop_id: string;
  readonly day: string;
}

export interface OrderPlace {
  readonly shopDbId: string;
  readonly orderNo: string;
}

export interface EntryRow extends AdditiveRow {
  readonly shop_id: string;
  readonly order_no: string;
  readonly kind: string;
  readonly line_no: string;
  readonly day: string;
  readonly pay_day: string;
  readonly origin_code: string;
  readonly merchant_id: string;
  readonly product_id: string;
  readonly orders: string;
  readonly refund_reason: string;
  readonly refund_phase: string;
  readonly posted_at: Date;
}

/** What was said of an order; null in all but the first three where nothing is known. */
export interface WordRow {
  readonly shop_id: string;
  readonly order_no: string;
  readonly paid_at: Date | null;
  readonly subject: string | null;
  readonly message_key: string | null;
  readonly source: string | null;
  readonly version: string | null;
  readonly said_at: Date | null;
  readonly state: string | null;
  readonly received_at: Date | null;
  /** Of what a file told. */
  readonly import_id: string | null;
  readonly file_name: string | null;
  readonly row_no: number | null;
  readonly is_withdrawn: boolean | null;
}

const NOTHING: AdditiveRow = { paid_fen: '0', refunded_fen: '0', quantity: '0', lines: '0' };

/** What cells of rankings are made of: rollup rows, and behind them entries and what was said. */
@Injectable()
export class ExplainRepository {
  async listParts(tx: Tx, cell: CellRead, after: PartPlace | null, count: number): Promise<Listed<PartRow>> {
    const place = [after?.netFen, after?.merchantId, after?.shopDbId, after?.liveSessionId, after?.productId];
    const { from, to } = cell.range;
    const rows = await tx.query<PartRow & { kind: string }>(LIST_PARTS, [
      ...cellParameters(cell, true),
      from,
      to,
      ...place.map((value) => value ?? null),
      count,
    ]);
    return { rows: rows.filter(({ kind }) => kind === 'part'), whole: rows.find(({ kind }) => kind === 'whole') ?? NOTHING };
  }

  /** Of the next shops, enough for so many orders as a rule; none when there are no more. */
  async listShopDays(tx: Tx, cell: CellRead, fromShopDbId: string, orders: number): Promise<Listed<ShopDay>> {
    const { from, to } = cell.range;
    const rows = await tx.query<ShopDay & AdditiveRow & { kind: string }>(LIST_SHOP_DAYS, [
      ...cellParameters(cell, !hasOrders(cell)),
      from,
      to,
      fromShopDbId,
      orders,
    ]);
    return { rows: rows.filter(({ kind }) => kind === 'pair'), whole: rows.find(({ kind }) => kind === 'whole') ?? NOTHING };
  }

  listEntries(tx: Tx, cell: CellRead, shopDays: readonly ShopDay[], after: OrderPlace, orders: number): Promise<EntryRow[]> {
    return tx.query<EntryRow>(LIST_ENTRIES, [
      ...cellParameters(cell, !hasOrders(cell)),
      shopDays.map(({ shop_id }) => shop_id),
      shopDays.map(({ day }) => day),
      after.shopDbId,
      after.orderNo,
      orders,
    ]);
  }

  wordsOf(tx: Tx, orders: readonly OrderPlace[]): Promise<WordRow[]> {
    return tx.query<WordRow>(WORDS_OF_ORDERS, [orders.map(({ shopDbId }) => shopDbId), orders.map(({ orderNo }) => orderNo)]);
  }
}

function hasOrders({ subject, category, map }: CellRead): boolean {
  return isOrdersDefined(subject, category, map);
}

/** $1 to $11 of every statement about a cell. */
function cellParameters(cell: CellRead, isLinesOnly: boolean): unknown[] {
  const { basis, kind, id, category, platform, refundView } = cell;
  const subject = cell.memberLevel === null ? cell.subject : 'areas';
  const { level, code, isLoose } = placeOf(cell);
  return [basis, subject, kind, id, level, code, isLoose, category, platform, refundView, isLinesOnly];
}

/** Whose codes in division_closure lie in the cell. */
function placeOf({ memberLevel, within, kind, id }: CellRead): { level: string; code: string; isLoose: boolean } {
  if (memberLevel === null || kind === 'total') return { level: within.level, code: within.code, isLoose: false };
  if (kind === 'unallocated') return { level: memberLevel, code: within.code, isLoose: true };
  return { level: memberLevel, code: id ?? '', isLoose: false };
}
