import type { SaidRefund } from '../../../orders/index.js';
import { decimalOf, saidAmount, sumOf } from '../decimal.js';
import type { FieldReader } from '../field-reader.js';
import { saidRefund } from '../said.js';
import { inTurn, LeftOfLines } from '../spread-refund.js';
import { utcTimeOf, withTax, type WooLine, type WooOrder } from './woocommerce-order.js';

/** A part of a refund that is about one line. */
interface Part {
  readonly lineNo: string;
  readonly goods: bigint;
  readonly quantity: number | null;
}

interface WooRefund {
  readonly fields: FieldReader;
  readonly refundNo: string;
  readonly at: Date;
  /** With taxes, freight and fees. */
  readonly amount: bigint;
  readonly parts: readonly Part[];
  readonly freight: bigint;
}

type Untold = Omit<WooRefund, 'parts' | 'freight'>;

/** Refunds as a push tells them: a negative total each, and neither line nor time. They are taken to be of the time of the change that came with them. */
export function refundsOfPush(order: WooOrder, changedAt: Date): SaidRefund[] {
  const untold = order.fields
    .optionalList('refunds')
    .map((fields): Untold => ({ fields, refundNo: fields.id('id'), at: changedAt, amount: -decimalOf(fields, 'total') }));
  return onLines(order, [], untold).flatMap((refund) => sayRefund(order, refund));
}

/** Refunds as the API tells them: with lines, or as an amount only (so when a person sets the order to refunded). */
export function refundsOfApi(order: WooOrder, details: readonly FieldReader[]): SaidRefund[] {
  const told = details.filter((fields) => tellsLines(order, fields)).map((fields) => readRefund(order, fields));
  const untold = details.filter((fields) => !tellsLines(order, fields)).map(readAmount);
  return onLines(order, told, untold).flatMap((refund) => sayRefund(order, refund));
}

function tellsLines(order: WooOrder, fields: FieldReader): boolean {
  const parts = fields.optionalList('line_items');
  return parts.length === 0 ? toldIn(fields) === decimalOf(fields, 'amount') : parts.every((part) => lineNoOf(order, part) !== null);
}

function readAmount(fields: FieldReader): Untold {
  return { fields, refundNo: fields.id('id'), at: utcTimeOf(fields, 'date_created_gmt'), amount: decimalOf(fields, 'amount') };
}

function readRefund(order: WooOrder, fields: FieldReader): WooRefund {
  return {
    ...readAmount(fields),
    parts: fields.optionalList('line_items').map((part) => readPart(order, part)),
    freight: -sumOf(fields.optionalList('shipping_lines').map((line) => withTax(line, 'total', 'total_tax', order.isTaxWithin))),
  };
}

function readPart(order: WooOrder, part: FieldReader): Part {
  return {
    lineNo: lineNoOf(order, part) ?? '',
    goods: -withTax(part, 'total', 'total_tax', order.isTaxWithin),
    quantity: part.optionalAmount('quantity'),
  };
}

function lineNoOf({ lines }: WooOrder, part: FieldReader): string | null {
  const [line] = lines;
  return part.optionalId('refunded_item_id') || (lines.length === 1 ? (line?.lineNo ?? null) : null);
}

/** All that the lines of a refund come to, with their taxes. */
function toldIn(fields: FieldReader): bigint {
  const lines = ['line_items', 'shipping_lines', 'fee_lines'].flatMap((name) => fields.optionalList(name));
  return -sumOf(lines.map((line) => withTax(line, 'total', 'total_tax', true)));
}

/** The refunds with all of their money on lines: spread by estimate where they do not say of which it is. */
function onLines(order: WooOrder, told: readonly WooRefund[], untold: readonly Untold[]): WooRefund[] {
  const left = new LeftOfLines(
    order.lines,
    told.flatMap(({ parts }) => parts),
  );
  // The amount is what was given back, whatever the lines come to.
  const adjusted = inTurn(told).map((refund): WooRefund => {
    const parts = left.adjust(refund.parts, refund.parts.length === 0 ? 0n : refund.amount - toldIn(refund.fields));
    const given = parts.filter(({ goods, quantity }) => goods !== 0n || (quantity ?? 0) > 0);
    return { ...refund, parts: [...given, ...partsOfNothing(order, given)] };
  });
  return [...adjusted, ...spread(order, left, told, inTurn(untold))];
}

/** For every other line that cost something: a push, which tells no lines, may have said by estimate that it got some of the refund. */
function partsOfNothing({ lines }: WooOrder, given: readonly Part[]): Part[] {
  const others = lines.filter(({ lineNo, paid }) => paid !== 0n && given.every((part) => part.lineNo !== lineNo));
  return others.map(({ lineNo }) => ({ lineNo, goods: 0n, quantity: null }));
}

/**
 * Amounts without lines are goods as far as goods are left, then freight, then what else was on top of them (taxes, fees), which is not
 * counted here. Of what goes beyond all of the order it is seen on the goods that it is too much.
 */
function spread(order: WooOrder, left: LeftOfLines, told: readonly WooRefund[], untold: readonly Untold[]): WooRefund[] {
  let total = order.total - sumOf(told.map(({ amount }) => amount));
  let freightLeft = order.freight - sumOf(told.map(({ freight }) => freight));
  return untold.map((refund) => {
    const within = least(refund.amount, most(total, 0n));
    const goods = least(within, left.goods);
    const freight = least(within - goods, most(freightLeft, 0n));
    total -= within;
    freightLeft -= freight;
    const parts = left.spread(goods + refund.amount - within);
    return { ...refund, freight, parts: parts.map((part) => ({ ...part, quantity: null })) };
  });
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

function most(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

/** The freight goes with the first part, or by itself with the first line: it is the order's, and belongs to no line. */
function sayRefund(order: WooOrder, { fields, refundNo, at, parts, freight }: WooRefund): SaidRefund[] {
  const alone = order.lines.slice(0, freight === 0n ? 0 : 1).map(({ lineNo }) => ({ lineNo, goods: 0n, quantity: null }));
  return (parts.length > 0 ? parts : alone).map((part, index) => {
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
