import {
  ORDER_STATUSES,
  REFUND_KINDS,
  REFUND_STATUSES,
  type SaidHeader,
  type SaidLine,
  type SaidOrder,
  type SaidRefund,
} from '../../../orders/index.js';
import type { Reading, StoredMessage } from '../platform-adapter.js';
import { FieldFault, FieldReader } from './field-reader.js';

/**
 * The canonical `order.changed` event (docs: the outside contract). A message is judged on its own content only: what is impossible
 * in itself is a fault; what is strange only beside other messages is recorded as said.
 */
export function readCanonicalEvent(message: StoredMessage): Reading {
  try {
    return { said: readOrder(message) };
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    return { fault: { code: error.code, detail: error.message } };
  }
}

function readOrder({ shopDbId, key, body }: StoredMessage): SaidOrder {
  const event = FieldReader.of(body, '');
  event.choice('type', ['order.changed']);
  const data = event.object('data');
  const header = readHeader(data);
  const refunds = readRefunds(data, header.lines);
  return {
    shopDbId,
    orderNo: data.id('orderNo'),
    messageKey: key,
    source: 'platform',
    version: data.optionalAmount('version'),
    saidAt: event.instant('timestamp'),
    header,
    refunds,
  };
}

function readHeader(data: FieldReader): SaidHeader {
  const currency = data.optionalText('currency') ?? 'CNY';
  if (currency !== 'CNY')
    throw data.fault('currency', 'order.currency', `amounts in ${currency} need a rate table, which this installation does not have`);
  return {
    status: data.choice('status', ORDER_STATUSES),
    createdAt: data.instant('createdAt').toISOString(),
    paidAt: data.optionalInstant('paidAt')?.toISOString() ?? null,
    shippedAt: data.optionalInstant('shippedAt')?.toISOString() ?? null,
    roomId: data.optionalId('roomId') || null,
    platformHostId: data.optionalId('hostId') || null,
    liveSessionId: null,
    buyerHash: data.optionalText('buyerHash'),
    channel: data.optionalId('channel') ?? '',
    freightFen: data.optionalAmount('freightFen') ?? 0,
    depositFen: data.optionalAmount('depositFen') ?? 0,
    currency,
    voidReason: null,
    lines: readLines(data),
  };
}

function readLines(data: FieldReader): SaidLine[] {
  const lines = data.list('lines').map((line): SaidLine => ({
    lineNo: line.id('lineNo'),
    itemId: line.id('itemId'),
    skuId: line.optionalId('skuId') ?? '',
    productId: null,
    title: line.optionalText('title') ?? '',
    quantity: line.amount('quantity'),
    paidFen: line.amount('paidFen'),
    lot: line.optionalId('lot'),
    isGift: line.flag('isGift'),
    shippedAt: line.optionalInstant('shippedAt')?.toISOString() ?? null,
  }));
  if (lines.length === 0) throw data.fault('lines', 'order.no-lines', 'an order has at least one line');
  if (hasRepeats(lines.map((line) => line.lineNo))) throw data.fault('lines', 'order.line-twice', 'a lineNo stands twice');
  return lines;
}

function readRefunds(data: FieldReader, lines: readonly SaidLine[]): SaidRefund[] {
  const lineByNo = new Map(lines.map((line) => [line.lineNo, line]));
  const refunds = data.optionalList('refunds').map((refund) => readRefund(refund, lineByNo));
  if (hasRepeats(refunds.map((refund) => refund.refundNo))) throw data.fault('refunds', 'refund.twice', 'a refundNo stands twice');
  for (const [lineNo, amountFen] of sumByLine(refunds)) {
    const paidFen = BigInt(lineByNo.get(lineNo)?.paidFen ?? 0);
    if (amountFen > paidFen)
      throw data.fault(
        'refunds',
        'refund.exceeds-line',
        `refunds of line ${lineNo} come to ${amountFen} fen, more than its ${paidFen} fen paid`,
      );
  }
  return refunds;
}

function readRefund(refund: FieldReader, lineByNo: ReadonlyMap<string, SaidLine>): SaidRefund {
  const lineNo = refund.id('lineNo');
  const line = lineByNo.get(lineNo);
  const status = refund.optionalText('status') === null ? 'succeeded' : refund.choice('status', REFUND_STATUSES);
  const succeededAt = status === 'succeeded' ? refund.instant('succeededAt') : refund.optionalInstant('succeededAt');
  return {
    refundNo: refund.id('refundNo'),
    lineNo,
    itemId: line?.itemId ?? '',
    skuId: line?.skuId ?? '',
    productId: null,
    amountFen: refund.amount('amountFen'),
    freightFen: refund.optionalAmount('freightFen') ?? 0,
    quantity: refund.optionalAmount('quantity'),
    kind: refund.optionalText('kind') === null ? 'refund' : refund.choice('kind', REFUND_KINDS),
    status,
    succeededAt: succeededAt?.toISOString() ?? null,
    reason: refund.optionalText('reason'),
  };
}

/** In bigint: amounts are safe integers each, their sum need not be. */
function sumByLine(refunds: readonly SaidRefund[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { lineNo, amountFen, status } of refunds) {
    if (status === 'succeeded') sums.set(lineNo, (sums.get(lineNo) ?? 0n) + BigInt(amountFen));
  }
  return sums;
}

function hasRepeats(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}
