import type { OrderStatus, SaidHeader, SaidLine } from '../../../orders/index.js';
import { currencyIn, decimalOf, optionalDecimalOf, saidAmount } from '../decimal.js';
import type { FieldReader } from '../field-reader.js';
import { allMean } from '../meaning.js';
import { saidHeader, saidLine, soundLines } from '../said.js';

const STATUSES = new Map<string, OrderStatus>([
  ...allMean<OrderStatus>('created', 'auto-draft checkout-draft pending on-hold failed'),
  ...allMean<OrderStatus>('paid', 'processing'),
  ...allMean<OrderStatus>('completed', 'completed'),
  ...allMean<OrderStatus>('closed', 'refunded cancelled trash'),
]);

export interface WooLine {
  readonly fields: FieldReader;
  readonly lineNo: string;
  readonly itemId: string;
  readonly skuId: string;
  readonly paid: bigint;
}

/** What an order comes to. A tax within prices is part of what the goods cost; one on top of them is not, like freight. */
export interface WooOrder {
  readonly orderNo: string;
  readonly fields: FieldReader;
  readonly currency: string;
  readonly isTaxWithin: boolean;
  readonly lines: readonly WooLine[];
  readonly freight: bigint;
  /** Everything, with freight, fees and taxes. */
  readonly total: bigint;
}

export function readWooOrder(fields: FieldReader): WooOrder {
  const isTaxWithin = fields.flag('prices_include_tax');
  const lines = fields.list('line_items').map((line) => readLine(line, isTaxWithin));
  return {
    orderNo: fields.id('id'),
    fields,
    currency: currencyIn(fields),
    isTaxWithin,
    lines,
    freight: withTax(fields, 'shipping_total', 'shipping_tax', isTaxWithin),
    total: decimalOf(fields, 'total'),
  };
}

function readLine(line: FieldReader, isTaxWithin: boolean): WooLine {
  return {
    fields: line,
    lineNo: line.id('id'),
    // A product that was deleted, or never was one, is 0.
    itemId: unlessZero(line.optionalId('product_id')) || line.optionalId('sku') || 'custom',
    skuId: unlessZero(line.optionalId('variation_id')),
    paid: withTax(line, 'total', 'total_tax', isTaxWithin),
  };
}

function unlessZero(id: string | null): string {
  return id === null || id === '0' ? '' : id;
}

export function withTax(fields: FieldReader, name: string, taxName: string, isTaxWithin: boolean): bigint {
  return (optionalDecimalOf(fields, name) ?? 0n) + (isTaxWithin ? (optionalDecimalOf(fields, taxName) ?? 0n) : 0n);
}

export function utcTimeOf(fields: FieldReader, name: string): Date {
  const time = fields.optionalUtcTime(name);
  if (time === null) throw fields.fault(name, 'field.required', 'is required');
  return time;
}

/** Shops add statuses of their own: those are told apart by whether the order is paid. */
function statusOf(order: FieldReader, isPaid: boolean): OrderStatus {
  return STATUSES.get(statusIn(order)) ?? (isPaid ? 'paid' : 'created');
}

export function statusIn(order: FieldReader): string {
  return order.id('status').replace(/^wc-/, '');
}

export function wooHeader({ fields, currency, lines, freight }: WooOrder): SaidHeader {
  const paidAt = fields.optionalUtcTime('date_paid_gmt');
  const status = statusOf(fields, paidAt !== null);
  return saidHeader({
    status,
    createdAt: utcTimeOf(fields, 'date_created_gmt').toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    // Completed: sent, and nothing left to do.
    shippedAt: status === 'completed' ? (fields.optionalUtcTime('date_completed_gmt')?.toISOString() ?? null) : null,
    buyerHash: fields.optionalText('buyerHash'),
    freightFen: saidAmount(freight, currency, fields, 'shipping_total').fen,
    currency,
    lines: soundLines(
      lines.map((line) => sayLine(line, currency)),
      fields,
      'line_items',
    ),
  });
}

function sayLine(line: WooLine, currency: string): SaidLine {
  const amount = saidAmount(line.paid, currency, line.fields, 'total');
  return saidLine({
    lineNo: line.lineNo,
    itemId: line.itemId,
    skuId: line.skuId,
    title: line.fields.optionalText('title') ?? '',
    quantity: line.fields.amount('quantity'),
    paidFen: amount.fen,
    originalAmount: amount.original,
  });
}
