import type { SaidRefund } from '../../../orders/index.js';
import { decimalOf, saidAmount, sumOf } from '../decimal.js';
import type { FieldReader } from '../field-reader.js';
import { saidRefund } from '../said.js';
import { inTurn, LeftOfLines, type RefundableLine } from '../spread-refund.js';

type RefundStatus = SaidRefund['status'];

/** A line of an order, as far as its refunds need it. */
export interface RefundedLine extends RefundableLine {
  readonly itemId: string;
  readonly skuId: string;
}

/** A part of a refund that is about one line. */
interface Part {
  readonly refundNo: string;
  readonly lineNo: string;
  readonly goods: bigint;
  readonly quantity: number | null;
  readonly isReturn: boolean;
}

/** What a refund gives back, in the shop's currency. */
export interface ShopifyRefund {
  readonly refundNo: string;
  readonly fields: FieldReader;
  readonly at: Date;
  /** null: no money moved, and the order alone tells whether any should. */
  readonly status: RefundStatus | null;
  readonly parts: readonly Part[];
  /** Goods' money beyond what the parts come to (less than nothing: not all of it was given back). */
  readonly beyondParts: bigint;
  readonly freight: bigint;
}

export function readShopifyRefund(fields: FieldReader): ShopifyRefund {
  const refundNo = fields.id('id');
  const status = statusOf(fields);
  const parts = fields.optionalList('refund_line_items').map((part) => readPart(refundNo, part));
  // While the money is under way, the whole of it is booked as a discrepancy.
  const beyondParts = status === 'succeeded' || status === null ? -adjustmentsOf(fields, 'refund_discrepancy') : 0n;
  const isOne = parts.length === 1;
  return {
    refundNo,
    fields,
    status,
    at: fields.optionalInstant('processed_at') ?? fields.instant('created_at'),
    parts: isOne ? parts.map((part) => ({ ...part, goods: part.goods + beyondParts })) : parts,
    beyondParts: isOne ? 0n : beyondParts,
    freight: freightOf(fields),
  };
}

/** By the transactions that give money back. Without any, goods were taken off the order or exchanged within it. */
function statusOf(fields: FieldReader): RefundStatus | null {
  const refunding = fields.optionalList('transactions').filter((transaction) => transaction.optionalText('kind') === 'refund');
  const statuses = refunding.map((transaction) => transaction.optionalText('status'));
  if (statuses.includes('success')) return 'succeeded';
  if (statuses.includes('pending')) return 'requested';
  return statuses.length > 0 ? 'cancelled' : null;
}

function readPart(refundNo: string, part: FieldReader): Part {
  return {
    refundNo: `${refundNo}:${part.id('id')}`,
    lineNo: part.id('line_item_id'),
    goods: shopMoneyOf(part, 'subtotal'),
    quantity: part.optionalAmount('quantity'),
    isReturn: part.optionalText('restock_type') === 'return',
  };
}

/** Since 2024-10 as lines of their own; the adjustment beside them is the same money. */
function freightOf(fields: FieldReader): bigint {
  const lines = fields.optionalList('refund_shipping_lines');
  if (lines.length === 0) return -adjustmentsOf(fields, 'shipping_refund');
  return sumOf(lines.map((line) => shopMoneyOf(line, 'subtotal_amount')));
}

function adjustmentsOf(fields: FieldReader, kind: string): bigint {
  const adjustments = fields.optionalList('order_adjustments').filter((adjustment) => adjustment.optionalText('kind') === kind);
  return sumOf(adjustments.map((adjustment) => shopMoneyOf(adjustment, 'amount')));
}

function shopMoneyOf(fields: FieldReader, name: string): bigint {
  const both = fields.optionalObject(`${name}_set`);
  return both === null ? decimalOf(fields, name) : decimalOf(both.object('shop_money'), 'amount');
}

/** Whether the refund itself says which line gets how much. */
export function isTold({ parts, beyondParts }: ShopifyRefund): boolean {
  return parts.length > 0 && beyondParts === 0n;
}

export function givesBack({ parts, beyondParts, freight }: ShopifyRefund): boolean {
  return parts.length > 0 || beyondParts !== 0n || freight !== 0n;
}

/** An order's refunds with all of their money on lines: spread by estimate where a refund does not say of which it is. */
export function onLines(refunds: readonly ShopifyRefund[], lines: readonly RefundedLine[]): ShopifyRefund[] {
  const counted = refunds.filter(({ status }) => status !== 'cancelled');
  const left = new LeftOfLines(
    lines,
    counted.flatMap(({ parts }) => parts),
  );
  // First those that name their lines, and then the rest by what is left.
  const inOrder = [...inTurn(refunds.filter(namesLines)), ...inTurn(refunds.filter((refund) => !namesLines(refund)))];
  return inOrder.map((refund) => ({
    ...refund,
    beyondParts: 0n,
    parts: namesLines(refund) ? left.adjust(refund.parts, refund.beyondParts) : partsOf(refund, lines, left),
  }));
}

function namesLines({ parts }: ShopifyRefund): boolean {
  return parts.length > 0;
}

/** Freight alone goes with the first line. */
function partsOf({ refundNo, beyondParts }: ShopifyRefund, lines: readonly RefundedLine[], left: LeftOfLines): Part[] {
  const parts = beyondParts === 0n ? lines.slice(0, 1).map(({ lineNo }) => ({ lineNo, goods: 0n })) : left.spread(beyondParts);
  return parts.map((part) => ({ ...part, refundNo: `${refundNo}:${part.lineNo}`, quantity: null, isReturn: false }));
}

/** The freight goes with the first part: it is the order's, and belongs to no line. */
export function saidParts(refund: ShopifyRefund, currency: string, lines: readonly RefundedLine[] = []): SaidRefund[] {
  const status = refund.status ?? 'cancelled';
  const freightFen = saidAmount(refund.freight, currency, refund.fields, 'refund_shipping_lines').fen;
  return refund.parts.map((part, index) => {
    const amount = saidAmount(part.goods, currency, refund.fields, 'refund_line_items');
    const line = lines.find(({ lineNo }) => lineNo === part.lineNo);
    return saidRefund({
      refundNo: part.refundNo,
      lineNo: part.lineNo,
      itemId: line?.itemId ?? '',
      skuId: line?.skuId ?? '',
      amountFen: amount.fen,
      originalAmount: amount.original,
      freightFen: index === 0 ? freightFen : 0,
      quantity: part.quantity,
      kind: part.isReturn ? 'return' : 'refund',
      status,
      succeededAt: status === 'succeeded' ? refund.at.toISOString() : null,
    });
  });
}
