import type { SaidOrder, SaidRefund } from '../../../orders/index.js';
import type { FieldReader } from '../field-reader.js';
import type { StoredMessage } from '../platform-adapter.js';
import { saidOrder, saidRefund } from '../said.js';
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
  return content.optionalList('refund_order').flatMap((fields) => {
    const refund = readRefund(fields, listed, updatedAt);
    return sayOnLines(refund, lines).map((said) => saidOrder(message, orderNo, fetchedAt(refund.at), null, [said]));
  });
}

function readRefund(fields: FieldReader, listed: readonly FieldReader[], updatedAt: Date): YouzanRefund {
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
  };
}

/** One refund may be of several lines, and says only how much it is in all. */
function sayOnLines(refund: YouzanRefund, lines: readonly YouzanLine[]): SaidRefund[] {
  const oids = refund.fields.list('oids').map((item) => item.id('oid'));
  const affected = oids.length === 0 && lines.length === 1 ? lines : lines.filter(({ said }) => oids.includes(said.lineNo));
  const feeFen = refund.kind === 'exchange' ? 0 : refund.fields.yuan('refund_fee');
  const [only] = affected;
  if (only !== undefined && affected.length === 1) return [sayOnLine(refund, only, feeFen, refund.refundNo)];
  const allFen = affected.reduce((sum, { withFreightFen }) => sum + withFreightFen, 0);
  if (affected.length === 0 || (feeFen !== allFen && refund.kind !== 'exchange'))
    throw refund.fields.fault('oids', 'refund.no-line', 'is of several lines or of none, and does not say how much of it is of which');
  return affected.map((line) =>
    sayOnLine(refund, line, refund.kind === 'exchange' ? 0 : line.withFreightFen, `${refund.refundNo}:${line.said.lineNo}`),
  );
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
