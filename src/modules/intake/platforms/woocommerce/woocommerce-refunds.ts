import type { SaidRefund } from '../../../orders/index.js';
import { decimalOf, saidAmount, sumOf } from '../decimal.js';
import type { FieldFault, FieldReader } from '../field-reader.js';
import { saidRefund } from '../said.js';
import { utcTimeOf, withTax, type WooLine, type WooOrder } from './woocommerce-order.js';

/** A part of a refund that is about one line. */
interface Part {
  readonly lineNo: string;
  readonly goods: bigint;
  readonly quantity: number | null;
}

interface Given {
  readonly parts: readonly Part[];
  readonly freight: bigint;
}

interface WooRefund extends Given {
  readonly fields: FieldReader;
  readonly at: Date;
  /** With taxes, freight and fees. */
  readonly amount: bigint;
}

/**
 * Refunds as a push tells them: a negative total each, and neither line nor time. Only where that leaves no doubt they are said,
 * as of the change that came with them.
 */
export function refundsOfPush(order: WooOrder, changedAt: Date): SaidRefund[] {
  const refunds = order.fields.optionalList('refunds');
  return refunds.flatMap((fields) => {
    const amount = -decimalOf(fields, 'total');
    return sayRefund(order, { fields, at: changedAt, amount, ...givenWithoutLines(order, fields, amount, [], refunds.length) });
  });
}

/** Refunds as the API tells them: with lines, or as an amount only (so when a person sets the order to refunded). */
export function refundsOfApi(order: WooOrder, details: readonly FieldReader[]): SaidRefund[] {
  const withLines = details.filter(tellsLines).map((fields) => readRefund(order, fields));
  const others = details.filter((fields) => !tellsLines(fields));
  const rest = others.map((fields): WooRefund => {
    const amount = decimalOf(fields, 'amount');
    return {
      fields,
      at: utcTimeOf(fields, 'date_created_gmt'),
      amount,
      ...givenWithoutLines(order, fields, amount, withLines, others.length),
    };
  });
  return [...withLines, ...rest].flatMap((refund) => sayRefund(order, refund));
}

function tellsLines(fields: FieldReader): boolean {
  return fields.optionalList('line_items').length > 0 || toldIn(fields) === decimalOf(fields, 'amount');
}

function readRefund(order: WooOrder, fields: FieldReader): WooRefund {
  const amount = decimalOf(fields, 'amount');
  const parts = fields.optionalList('line_items').map((part) => readPart(order, part));
  // The amount is what was given back, whatever the lines come to.
  const beyondParts = amount - toldIn(fields);
  if (beyondParts !== 0n && parts.length > 1) throw noLine(fields);
  return {
    fields,
    at: utcTimeOf(fields, 'date_created_gmt'),
    amount,
    parts: parts.map((part) => ({ ...part, goods: part.goods + beyondParts })),
    freight: -sumOf(fields.optionalList('shipping_lines').map((line) => withTax(line, 'total', 'total_tax', order.isTaxWithin))),
  };
}

function readPart(order: WooOrder, part: FieldReader): Part {
  const [line] = order.lines;
  const lineNo = part.optionalId('refunded_item_id') ?? (order.lines.length === 1 ? line?.lineNo : undefined);
  if (lineNo === undefined || lineNo === '') throw noLine(part);
  return { lineNo, goods: -withTax(part, 'total', 'total_tax', order.isTaxWithin), quantity: part.optionalAmount('quantity') };
}

/** All that the lines of a refund come to, with their taxes. */
function toldIn(fields: FieldReader): bigint {
  const lines = ['line_items', 'shipping_lines', 'fee_lines'].flatMap((name) => fields.optionalList(name));
  return -sumOf(lines.map((line) => withTax(line, 'total', 'total_tax', true)));
}

/** Of all that was left of the order, if it is just that; else of the only line, if there is nothing beside it to give back. */
function givenWithoutLines(order: WooOrder, fields: FieldReader, amount: bigint, told: readonly WooRefund[], untold: number): Given {
  if (untold === 1 && amount === order.total - sumOf(told.map((refund) => refund.amount))) return leftOf(order, told);
  const [only] = order.lines;
  if (only === undefined || order.lines.length > 1 || order.total !== only.paid) throw noLine(fields);
  return { parts: [{ lineNo: only.lineNo, goods: amount, quantity: null }], freight: 0n };
}

function leftOf(order: WooOrder, told: readonly WooRefund[]): Given {
  const given = told.flatMap(({ parts }) => parts);
  const parts = order.lines.map(({ lineNo, paid }) => {
    const before = given.filter((part) => part.lineNo === lineNo).map(({ goods }) => goods);
    return { lineNo, goods: paid - sumOf(before), quantity: null };
  });
  return { parts, freight: order.freight - sumOf(told.map(({ freight }) => freight)) };
}

/** The freight goes with the first part, or by itself with the first line: it is the order's, and belongs to no line. */
function sayRefund(order: WooOrder, { fields, at, parts, freight }: WooRefund): SaidRefund[] {
  const refundNo = fields.id('id');
  const given = parts.filter(({ goods, quantity }) => goods !== 0n || (quantity ?? 0) > 0);
  const alone =
    given.length === 0 && freight !== 0n ? order.lines.slice(0, 1).map(({ lineNo }) => ({ lineNo, goods: 0n, quantity: null })) : given;
  return alone.map((part, index) => {
    const line = order.lines.find(({ lineNo }) => lineNo === part.lineNo);
    return sayPart(order, fields, `${refundNo}:${part.lineNo}`, part, line, index === 0 ? freight : 0n, at);
  });
}

function sayPart(
  { currency }: WooOrder,
  fields: FieldReader,
  refundNo: string,
  { lineNo, goods, quantity }: Part,
  line: WooLine | undefined,
  freight: bigint,
  at: Date,
): SaidRefund {
  const amount = saidAmount(goods, currency, fields, 'amount');
  return saidRefund({
    refundNo,
    lineNo,
    itemId: line?.itemId ?? '',
    skuId: line?.skuId ?? '',
    amountFen: amount.fen,
    originalAmount: amount.original,
    freightFen: saidAmount(freight, currency, fields, 'shipping_lines').fen,
    quantity: quantity === 0 ? null : quantity,
    status: 'succeeded',
    succeededAt: at.toISOString(),
  });
}

function noLine(fields: FieldReader): FieldFault {
  return fields.fault('id', 'refund.no-line', 'gives back money without saying of which line, and it is not all of the order');
}
