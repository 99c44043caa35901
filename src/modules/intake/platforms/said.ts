import { isFen, MAX_FEN } from '../../../kernel/money.js';
import type { SaidHeader, SaidLine, SaidOrder, SaidRefund } from '../../orders/index.js';
import { FieldFault, type FieldReader } from './field-reader.js';
import type { Judgement, MessageSubject, Reading, StoredMessage } from './platform-adapter.js';

/** What a platform must tell of each; the rest is what is said where nothing is said. Times are ISO 8601 in UTC. */
export function saidHeader(told: Pick<SaidHeader, 'status' | 'createdAt' | 'paidAt' | 'lines'> & Partial<SaidHeader>): SaidHeader {
  return {
    shippedAt: null,
    roomId: null,
    platformHostId: null,
    liveSessionId: null,
    buyerHash: null,
    channel: '',
    freightFen: 0,
    depositFen: 0,
    currency: 'CNY',
    voidReason: null,
    ...told,
  };
}

export function saidLine(told: Pick<SaidLine, 'lineNo' | 'itemId' | 'quantity' | 'paidFen'> & Partial<SaidLine>): SaidLine {
  return { skuId: '', productId: null, title: '', originalAmount: null, lot: null, isGift: false, shippedAt: null, ...told };
}

/** The lines of an order, found under `name`: at least one, and each with a number of its own. */
export function soundLines(lines: readonly SaidLine[], order: FieldReader, name: string): readonly SaidLine[] {
  if (lines.length === 0) throw order.fault(name, 'order.no-lines', 'an order has at least one line');
  if (new Set(lines.map(({ lineNo }) => lineNo)).size < lines.length) throw order.fault(name, 'order.line-twice', 'a line stands twice');
  return lines;
}

/** Of a line by number; the item as the refund's own message or its line tells it. */
export function saidRefund(
  told: Pick<SaidRefund, 'refundNo' | 'lineNo' | 'amountFen' | 'status' | 'succeededAt'> & Partial<SaidRefund>,
): SaidRefund {
  return {
    itemId: '',
    skuId: '',
    productId: null,
    lot: null,
    originalAmount: null,
    freightFen: 0,
    quantity: null,
    kind: 'refund',
    reason: null,
    ...told,
  };
}

/** The order itself at `saidAt` (of its own last change), without a word about refunds. */
export function saidOrder(
  { shopDbId, key }: StoredMessage,
  orderNo: string,
  saidAt: Date,
  header: SaidHeader | null,
  refunds: readonly SaidRefund[] = [],
): SaidOrder {
  return { shopDbId, orderNo, messageKey: key, source: 'platform', version: null, saidAt, header, refunds };
}

/** Ends in quarantine with the place and the reason if a field is not what it must be. */
export function readingOf(about: MessageSubject, judge: () => Judgement): Reading {
  try {
    const judgement = judge();
    if ('said' in judgement) judgement.said.forEach(requireCountable);
    return { about, ...judgement };
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    return { about, fault: { code: error.code, detail: error.message } };
  }
}

/** Amounts are safe integers each; what they come to need not be. */
function requireCountable({ header }: SaidOrder): void {
  const paidFen = (header?.lines ?? []).reduce((sum, line) => sum + line.paidFen, 0);
  if (!isFen(paidFen)) throw new FieldFault('order.too-large', '/lines', `the lines come to more than ${MAX_FEN} fen`);
}

/** A kind of message that says nothing of sales. */
export function ofNoConcern(about: MessageSubject): Reading {
  return { about, ignored: { code: 'message.no-sale', detail: `Messages of type ${about.type} say nothing of sales.` } };
}

/** A kind of message that nobody here knows: kept and listed, for a person to say what it is. */
export function ofUnknownType(about: MessageSubject): Reading {
  return { about, ignored: { code: 'message.unknown-type', detail: `Messages of type ${about.type} are not known here yet.` } };
}
