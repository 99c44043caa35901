import type { SaidHeader, SaidLine, SaidOrder, SaidRefund } from '../../../orders/index.js';
import type { FieldReader } from '../field-reader.js';
import { allOf, type LeftOfOrder, partsOf } from '../goods-and-freight.js';
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
  readonly saidAt: Date;
  readonly lines: readonly YouzanLine[];
  /** With freight. */
  readonly feeFen: number;
}

/** What one refund gives back of one line, with freight. */
interface FeeOfLine {
  readonly refundNo: string;
  readonly said: SaidLine;
  readonly feeFen: number;
}

/** The order as far as its refunds depend on it. */
interface RefundedOrder {
  readonly orderNo: string;
  readonly header: SaidHeader;
  readonly lines: readonly YouzanLine[];
  readonly updatedAt: Date;
}

/** The refunds that came with an order, in turn: here it is known how much of them is freight, which depends on what is left of the goods. */
export function readYouzanRefunds(message: StoredMessage, content: FieldReader, order: RefundedOrder): SaidOrder[] {
  const { orderNo, header, lines } = order;
  const listed = content.optionalList('refund_list');
  const refunds = content.optionalList('refund_order').map((fields) => readRefund(fields, listed, order));
  const leftOfLines = new LeftOfLines(lines.map(refundable), refunds.flatMap(namedPart));
  const left = allOf(header);
  return inTurn(refunds).flatMap((refund) =>
    feesByLine(refund, leftOfLines)
      .map((fee) => sayFee(refund, fee, left))
      .map((said) => saidOrder(message, orderNo, refund.saidAt, null, [said])),
  );
}

function readRefund(fields: FieldReader, listed: readonly FieldReader[], { lines, updatedAt }: RefundedOrder): YouzanRefund {
  const refundNo = fields.id('refund_id');
  const entry = listed.find((candidate) => candidate.optionalId('refund_id') === refundNo);
  const status = STATUS_OF_STATE[fields.id('refund_state')];
  if (status === undefined) throw fields.fault('refund_state', 'field.choice', 'is a state that is not known here');
  const isExchange = EXCHANGES.includes(fields.optionalId('refund_type') ?? '');
  const isReturn = entry?.flag('return_goods') ?? false;
  const at = entry?.optionalBeijingTime('modified') ?? updatedAt;
  return {
    fields,
    refundNo,
    status,
    kind: isExchange ? 'exchange' : isReturn ? 'return' : 'refund',
    at,
    // Not before the order's own change: a push without a time of its own is said at that of its sending, after the refund changed.
    saidAt: fetchedAt(at > updatedAt ? at : updatedAt),
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

/**
 * One refund may be of several lines, or of none, and says only how much it is in all. A push may have named one line for all of it, under the
 * plain number: nothing is left of that.
 */
function feesByLine({ lines, feeFen, refundNo }: YouzanRefund, left: LeftOfLines): FeeOfLine[] {
  const [first] = lines;
  if (first !== undefined && lines.length === 1) return [{ refundNo, said: first.said, feeFen }];
  const shares = new Map(left.spread(BigInt(feeFen), lines.map(refundable)).map(({ lineNo, goods }) => [lineNo, Number(goods)]));
  const parts = lines.map(({ said }) => ({ refundNo: `${refundNo}:${said.lineNo}`, said, feeFen: shares.get(said.lineNo) ?? 0 }));
  return first === undefined ? parts : [{ refundNo, said: first.said, feeFen: 0 }, ...parts];
}

function sayFee({ fields, status, kind, at }: YouzanRefund, { refundNo, said, feeFen }: FeeOfLine, left: LeftOfOrder): SaidRefund {
  const { lineNo, itemId, skuId } = said;
  return saidRefund({
    refundNo,
    lineNo,
    itemId,
    skuId,
    ...partsOf(feeFen, lineNo, status, left),
    kind,
    status,
    succeededAt: status === 'succeeded' ? at.toISOString() : null,
    reason: fields.optionalText('refund_reason'),
  });
}
