import type { SaidOrder, SaidRefund } from '../../../orders/index.js';
import type { FieldReader } from '../field-reader.js';
import type { StoredMessage } from '../platform-adapter.js';
import { saidOrder, saidRefund } from '../said.js';
import { inTurn, LeftOfLines, type RefundableLine, type RefundedPart } from '../spread-refund.js';
import type { YouzanLine } from './youzan-lines.js';
import { fetchedAt } from './youzan-time.js';

type RefundStatus = SaidRefund['status'];

/** `refund_state` of an order's refunds. 45: goods sent in exchange. */
const STATUS_OF_STATE: Readonly<Record<string, RefundStatus>> = {
  1: 'requested',
  10: 'refused',
  20: 'requested',
  30: 'requested',
  40: 'refused',
  45: 'requested',
  50: 'cancelled',
  60: 'succeeded',
};

/** 4: exchanged in a shop, 5: exchanged from the web shop. The others give money back, asked by buyer, seller or system. */
const EXCHANGES = ['4', '5'];

/** A refund of an order, with what the list of refunds says of its time. */
interface YouzanRefund {
  readonly fields: FieldReader;
  readonly refundNo: string;
  readonly status: RefundStatus;
  readonly kind: SaidRefund['kind'];
  readonly at: Date;
  readonly lines: readonly YouzanLine[];
  /** With freight. */
  readonly feeFen: number;
}

/** The refunds that came with an order: here it is known how much of them is freight. */
export function readYouzanRefunds(
  message: StoredMessage,
  orderNo: string,
  content: FieldReader,
  lines: readonly YouzanLine[],
  updatedAt: Date,
): SaidOrder[] {
  const listed = content.optionalList('refund_list');
  const refunds = content.optionalList('refund_order').map((fields) => readRefund(fields, listed, updatedAt, lines));
  const left = new LeftOfLines(lines.map(refundable), refunds.flatMap(namedPart));
  return inTurn(refunds).flatMap((refund) =>
    sayOnLines(refund, left).map((said) => saidOrder(message, orderNo, fetchedAt(refund.at), null, [said])),
  );
}

function readRefund(fields: FieldReader, listed: readonly FieldReader[], updatedAt: Date, lines: readonly YouzanLine[]): YouzanRefund {
  const refundNo = fields.id('refund_id');
  const entry = listed.find((candidate) => candidate.optionalId('refund_id') === refundNo);
  const status = STATUS_OF_STATE[fields.id('refund_state')];
  if (status === undefined) throw fields.fault('refund_state', 'field.choice', 'is a state that is not known here');
  const isExchange = EXCHANGES.includes(fields.optionalId('refund_type') ?? '');
  const isReturn = entry?.flag('return_goods') ?? false;
  return {
    fields,
    refundNo,
    status,
    kind: isExchange ? 'exchange' : isReturn ? 'return' : 'refund',
    at: entry?.optionalBeijingTime('modified') ?? updatedAt,
    lines: linesOf(fields, lines),
    feeFen: isExchange ? 0 : fields.yuan('refund_fee'),
  };
}

/** The lines it names; all of them where it names none. */
function linesOf(fields: FieldReader, lines: readonly YouzanLine[]): readonly YouzanLine[] {
  const oids = fields.list('oids').map((item) => item.id('oid'));
  const named = lines.filter(({ said }) => oids.includes(said.lineNo));
  if (oids.length > 0 && named.length === 0) throw fields.fault('oids', 'refund.unknown-line', 'names no line of the order');
  return named.length > 0 ? named : lines;
}

/** Of one line as far as it says so: what is under way is taken off like what was given back. */
function namedPart({ lines, feeFen, status }: YouzanRefund): RefundedPart[] {
  const [only] = lines;
  const isOfOne = only !== undefined && lines.length === 1 && (status === 'succeeded' || status === 'requested');
  return isOfOne ? [{ lineNo: only.said.lineNo, goods: BigInt(feeFen) }] : [];
}

function refundable({ said, withFreightFen }: YouzanLine): RefundableLine {
  return { lineNo: said.lineNo, paid: BigInt(withFreightFen) };
}

/** One refund may be of several lines, or of none, and says only how much it is in all. */
function sayOnLines(refund: YouzanRefund, left: LeftOfLines): SaidRefund[] {
  const { lines, feeFen, refundNo } = refund;
  const [only] = lines;
  if (only !== undefined && lines.length === 1) return [sayOnLine(refund, only, feeFen, refundNo)];
  const shares = new Map(left.spread(BigInt(feeFen), lines.map(refundable)).map(({ lineNo, goods }) => [lineNo, Number(goods)]));
  return lines.map((line) => sayOnLine(refund, line, shares.get(line.said.lineNo) ?? 0, `${refundNo}:${line.said.lineNo}`));
}

/** `refund_fee` includes freight: what goes beyond the goods of the line. */
function sayOnLine({ fields, status, kind, at }: YouzanRefund, { said }: YouzanLine, feeFen: number, refundNo: string): SaidRefund {
  const amountFen = Math.min(feeFen, said.paidFen);
  return saidRefund({
    refundNo,
    lineNo: said.lineNo,
    itemId: said.itemId,
    skuId: said.skuId,
    amountFen,
    freightFen: feeFen - amountFen,
    kind,
    status,
    succeededAt: status === 'succeeded' ? at.toISOString() : null,
    reason: fields.optionalText('refund_reason'),
  });
}
