import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';
import { decodeCursor, InputError, type Page, toPage } from '../../platform/http/index.js';
import { OrderIds } from '../orders/index.js';
import type { CellRead } from '../rankings/index.js';
import { ShopIds } from '../shops/index.js';
import { additive } from './additive.js';
import type { ExplainedEntryDto, ExplainedMessageDto, ExplainedOrderDto } from './explain.dto.js';
import { type AdditiveRow, type EntryRow, ExplainRepository, type OrderPlace, type WordRow } from './explain.repository.js';

const START: OrderPlace = { shopDbId: '0', orderNo: '' };

interface OrderEntries extends OrderPlace {
  readonly entries: EntryRow[];
}

/** A cell order by order: its entries, and the messages behind them. */
@Injectable()
export class ExplainedOrders {
  constructor(
    private readonly repository: ExplainRepository,
    private readonly shopIds: ShopIds,
    private readonly orderIds: OrderIds,
  ) {}

  async page(tx: Tx, cell: CellRead, limit: number, cursor?: string): Promise<Page<ExplainedOrderDto> & { whole: AdditiveRow }> {
    const { orders, whole } = await this.read(tx, cell, placeAfter(cursor), limit + 1);
    const shown = orders.slice(0, limit);
    const words = groupByOrder(shown.length === 0 ? [] : await this.repository.wordsOf(tx, shown));
    const page = toPage(
      orders,
      limit,
      (order) => this.toDto(order, words.get(keyOf(order)) ?? []),
      (order) => [order.shopDbId, order.orderNo],
    );
    return { ...page, whole };
  }

  /**
   * The rollup says which shops sold on which days; only the entries of those days are read, of some shops at a time until there are
   * enough orders.
   */
  private async read(tx: Tx, cell: CellRead, after: OrderPlace, wanted: number): Promise<{ orders: OrderEntries[]; whole: AdditiveRow }> {
    const first = await this.repository.listShopDays(tx, cell, after.shopDbId, wanted);
    const orders: OrderEntries[] = [];
    for (let shopDays = first.rows; ;) {
      const lastShop = shopDays.at(-1)?.shop_id;
      if (lastShop === undefined) break;
      const entries = await this.repository.listEntries(tx, cell, shopDays, after, wanted - orders.length);
      orders.push(...[...groupByOrder(entries).values()].map(toOrder));
      if (orders.length >= wanted) break;
      ({ rows: shopDays } = await this.repository.listShopDays(tx, cell, String(BigInt(lastShop) + 1n), wanted));
    }
    return { orders, whole: first.whole };
  }

  private toDto(order: OrderEntries, words: readonly WordRow[]): ExplainedOrderDto {
    const paidAt = words[0]?.paid_at ?? null;
    return {
      orderId: this.orderIds.encode(order),
      shopId: this.shopIds.encode(order.shopDbId),
      orderNo: order.orderNo,
      paidAt: paidAt === null ? null : beijingIso(paidAt),
      entries: order.entries.map(toEntry),
      messages: words.flatMap(toMessage),
    };
  }
}

function placeAfter(cursor: string | undefined): OrderPlace {
  const key = decodeCursor(cursor, 2);
  if (key === null) return START;
  const [shopDbId = '', orderNo = ''] = key.map(String);
  if (!/^\d{1,18}$/.test(shopDbId)) throw new InputError('input.cursor');
  return { shopDbId, orderNo };
}

function toEntry(row: EntryRow): ExplainedEntryDto {
  const { paidFen, refundedFen, lines, quantity } = additive(row);
  return {
    kind: row.kind,
    lineNo: row.line_no || null,
    day: row.day,
    payDay: row.pay_day,
    originCode: row.origin_code || null,
    merchantId: row.merchant_id === '0' ? null : row.merchant_id,
    productId: row.product_id === '0' ? null : row.product_id,
    ...{ paidFen, refundedFen, lines, quantity, orders: Number(row.orders) },
    refundReason: row.refund_reason || null,
    refundPhase: row.refund_phase || null,
    postedAt: beijingIso(row.posted_at),
  };
}

function toMessage({
  message_key: messageKey,
  source,
  subject,
  version,
  said_at: saidAt,
  state,
  received_at: receivedAt,
  ...row
}: WordRow): ExplainedMessageDto[] {
  if (messageKey === null || source === null || subject === null || saidAt === null) return [];
  return [
    {
      ...{ messageKey, source, subject, version },
      saidAt: beijingIso(saidAt),
      state,
      receivedAt: receivedAt === null ? null : beijingIso(receivedAt),
      file: fileOf(row),
    },
  ];
}

function fileOf(row: Pick<WordRow, 'import_id' | 'file_name' | 'row_no' | 'is_withdrawn'>): ExplainedMessageDto['file'] {
  if (row.import_id === null || row.file_name === null || row.row_no === null) return null;
  return { importId: row.import_id, fileName: row.file_name, row: row.row_no, isUndone: row.is_withdrawn === true };
}

function toOrder(entries: EntryRow[]): OrderEntries {
  const [first] = entries;
  return { shopDbId: first?.shop_id ?? '0', orderNo: first?.order_no ?? '', entries };
}

function keyOf({ shopDbId, orderNo }: OrderPlace): string {
  return `${shopDbId}:${orderNo}`;
}

/** In the order in which the orders come. */
function groupByOrder<Row extends { shop_id: string; order_no: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf({ shopDbId: row.shop_id, orderNo: row.order_no });
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
