import {
  ORDER_STATUSES,
  REFUND_KINDS,
  REFUND_STATUSES,
  type SaidHeader,
  type SaidLine,
  type SaidOrder,
  type SaidRefund,
} from '../../../orders/index.js';
import { FieldReader } from '../field-reader.js';
import type { MessageSubject, Reading, StoredMessage } from '../platform-adapter.js';
import { readingOf } from '../said.js';

export const TEST_TYPE = 'cunbo.test';
export const ORDER_TYPE = 'order.changed';
/** What an export of refunds says of an order: refunds, and nothing of the order itself. */
export const REFUNDS_TYPE = 'refunds.changed';
const HOME_CURRENCY = 'CNY';

/**
 * The canonical `order.changed` event (docs: the outside contract). A message is judged on its own content only: what is impossible
 * in itself is a fault; what is strange only beside other messages is recorded as said.
 */
export function readCanonicalEvent(message: StoredMessage): Reading {
  const about = subjectOf(message.body);
  if (about.type === TEST_TYPE) return { about, ignored: { code: 'message.test', detail: 'A test of the way; it says nothing of sales.' } };
  return readingOf(about, () => ({ said: [readOrder(message)] }));
}

/** The same of an exported file, where an event may also speak of refunds alone. */
export function readFileEvent(message: StoredMessage): Reading {
  const about = subjectOf(message.body);
  const read = about.type === REFUNDS_TYPE ? readRefundsAlone : readOrder;
  return readingOf(about, () => ({ said: [{ ...read(message), source: 'file' }] }));
}

/** As far as it can be told before the message is judged. */
function subjectOf(body: unknown): MessageSubject {
  const { type, data }: { type?: unknown; data?: unknown } = typeof body === 'object' && body !== null ? body : {};
  const { orderNo }: { orderNo?: unknown } = typeof data === 'object' && data !== null ? data : {};
  return { type: shortText(type) ?? '', orderNo: shortText(orderNo) };
}

function shortText(value: unknown): string | null {
  return typeof value === 'string' && value.length <= 200 && !value.includes('\0') && value.isWellFormed() ? value : null;
}

function readOrder({ shopDbId, key, body }: StoredMessage): SaidOrder {
  const event = FieldReader.of(body, '');
  event.choice('type', [ORDER_TYPE]);
  const data = event.object('data');
  const header = readHeader(data);
  const refunds = readRefunds(data, header);
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

function readRefundsAlone({ shopDbId, key, body }: StoredMessage): SaidOrder {
  const event = FieldReader.of(body, '');
  const data = event.object('data');
  return {
    shopDbId,
    orderNo: data.id('orderNo'),
    messageKey: key,
    source: 'platform',
    version: null,
    saidAt: event.instant('timestamp'),
    header: null,
    refunds: readEachRefund(data, new Map(), readCurrency(data)),
  };
}

function readHeader(data: FieldReader): SaidHeader {
  const currency = readCurrency(data);
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
    lines: readLines(data, currency),
  };
}

function readCurrency(data: FieldReader): string {
  const currency = data.optionalText('currency') ?? HOME_CURRENCY;
  if (!/^[A-Z]{3}$/.test(currency)) throw data.fault('currency', 'order.currency', 'must be a code of ISO 4217, such as CNY or USD');
  return currency;
}

/** The event's amounts are hundredths of its currency; in another than CNY they are kept so and converted by the rate of the pay day. */
function amountIn(currency: string, hundredths: number): { paidFen: number; originalAmount: string | null } {
  if (currency === HOME_CURRENCY) return { paidFen: hundredths, originalAmount: null };
  const digits = String(hundredths).padStart(3, '0');
  return { paidFen: 0, originalAmount: `${digits.slice(0, -2)}.${digits.slice(-2)}` };
}

function readLines(data: FieldReader, currency: string): SaidLine[] {
  const lines = data.list('lines').map((line): SaidLine => ({
    lineNo: line.id('lineNo'),
    itemId: line.id('itemId'),
    skuId: line.optionalId('skuId') ?? '',
    productId: null,
    title: line.optionalText('title') ?? '',
    quantity: line.amount('quantity'),
    ...amountIn(currency, line.amount('paidFen')),
    lot: line.optionalId('lot'),
    isGift: line.flag('isGift'),
    shippedAt: line.optionalInstant('shippedAt')?.toISOString() ?? null,
  }));
  if (lines.length === 0) throw data.fault('lines', 'order.no-lines', 'an order has at least one line');
  if (hasRepeats(lines.map((line) => line.lineNo))) throw data.fault('lines', 'order.line-twice', 'a lineNo stands twice');
  return lines;
}

function readRefunds(data: FieldReader, { lines, currency }: SaidHeader): SaidRefund[] {
  const lineByNo = new Map(lines.map((line) => [line.lineNo, line]));
  const refunds = readEachRefund(data, lineByNo, currency);
  for (const [lineNo, amountFen] of sumByLine(refunds)) {
    const paidFen = hundredthsOf(lineByNo.get(lineNo)?.paidFen ?? 0, lineByNo.get(lineNo)?.originalAmount ?? null);
    if (amountFen > paidFen)
      throw data.fault(
        'refunds',
        'refund.exceeds-line',
        `refunds of line ${lineNo} come to ${amountFen} fen, more than its ${paidFen} fen paid`,
      );
  }
  return refunds;
}

function readEachRefund(data: FieldReader, lineByNo: ReadonlyMap<string, SaidLine>, currency: string): SaidRefund[] {
  const refunds = data.optionalList('refunds').map((refund) => readRefund(refund, lineByNo, currency));
  if (hasRepeats(refunds.map((refund) => refund.refundNo))) throw data.fault('refunds', 'refund.twice', 'a refundNo stands twice');
  return refunds;
}

function readRefund(refund: FieldReader, lineByNo: ReadonlyMap<string, SaidLine>, currency: string): SaidRefund {
  const lineNo = refund.id('lineNo');
  const line = lineByNo.get(lineNo);
  const status = refund.optionalText('status') === null ? 'succeeded' : refund.choice('status', REFUND_STATUSES);
  const { paidFen: amountFen, originalAmount } = amountIn(currency, refund.amount('amountFen'));
  const succeededAt = status === 'succeeded' ? refund.instant('succeededAt') : refund.optionalInstant('succeededAt');
  return {
    refundNo: refund.id('refundNo'),
    lineNo,
    itemId: line?.itemId ?? '',
    skuId: line?.skuId ?? '',
    productId: null,
    lot: line?.lot ?? null,
    amountFen,
    originalAmount,
    freightFen: refund.optionalAmount('freightFen') ?? 0,
    quantity: refund.optionalAmount('quantity'),
    kind: refund.optionalText('kind') === null ? 'refund' : refund.choice('kind', REFUND_KINDS),
    status,
    succeededAt: succeededAt?.toISOString() ?? null,
    reason: refund.optionalText('reason'),
  };
}

function hundredthsOf(fen: number, originalAmount: string | null): bigint {
  return originalAmount === null ? BigInt(fen) : BigInt(originalAmount.replace('.', ''));
}

/** In bigint: amounts are safe integers each, their sum need not be. */
function sumByLine(refunds: readonly SaidRefund[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { lineNo, amountFen, originalAmount, status } of refunds) {
    if (status === 'succeeded') sums.set(lineNo, (sums.get(lineNo) ?? 0n) + hundredthsOf(amountFen, originalAmount));
  }
  return sums;
}

function hasRepeats(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}
