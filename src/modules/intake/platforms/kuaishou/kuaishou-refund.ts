import type { SaidHeader, SaidOrder, SaidRefund } from '../../../orders/index.js';
import type { FieldReader } from '../field-reader.js';
import { allMean, meaningOf } from '../meaning.js';
import type { StoredMessage } from '../platform-adapter.js';
import { saidOrder, saidRefund } from '../said.js';

type Kind = SaidRefund['kind'];
type Status = SaidRefund['status'];

/** 5 is a repair: goods go and come back, as with an exchange. */
const KINDS = new Map<string, Kind>([
  ...allMean<Kind>('return', '1'),
  ...allMean<Kind>('refund', '10'),
  ...allMean<Kind>('exchange', '3 5'),
  ...allMean<Kind>('resend', '4'),
]);

/** 12 the seller refused; 20 the platform decides; 30, 40, 45, 50 agreed, goods and money on their way. */
const STATUSES = new Map<string, Status>([
  ...allMean<Status>('requested', '10 20 30 40 45 50'),
  ...allMean<Status>('refused', '12'),
  ...allMean<Status>('succeeded', '60'),
  ...allMean<Status>('cancelled', '70'),
]);

interface Told {
  readonly refund: FieldReader;
  readonly kind: Kind;
  readonly status: Status;
  readonly changedAt: Date;
  readonly totalFen: number;
}

/** Oldest first: what of a refund is freight depends on what of the goods' money is still there. */
export function refundWords(
  message: StoredMessage,
  orderNo: string,
  refunds: readonly FieldReader[],
  { lines, freightFen }: SaidHeader,
): SaidOrder[] {
  const told = refunds.map((refund) => toldOf(refund, orderNo)).sort((one, other) => one.changedAt.getTime() - other.changedAt.getTime());
  const left = { goodsFen: lines.reduce((sum, line) => sum + line.paidFen, 0), freightFen };
  return told.map((each) => saidOrder(message, orderNo, each.changedAt, null, [refundOf(each, lines, left)]));
}

function toldOf(refund: FieldReader, orderNo: string): Told {
  if (refund.id('oid') !== orderNo)
    throw refund.fault('oid', 'refund.other-order', `refund ${refund.id('refundId')} is not of order ${orderNo}`);
  const kind = meaningOf(refund, 'handlingWay', KINDS, 'refund.type');
  const status = meaningOf(refund, 'status', STATUSES, 'refund.status');
  const movesMoney = kind === 'refund' || kind === 'return';
  const totalFen = movesMoney ? refund.fen('refundFee') : 0;
  return { refund, kind, status, changedAt: refund.epochMillis('updateTime'), totalFen };
}

function refundOf(
  { refund, kind, status, changedAt, totalFen }: Told,
  lines: SaidHeader['lines'],
  left: { goodsFen: number; freightFen: number },
): SaidRefund {
  const freightFen = freightIn(totalFen, left);
  const amountFen = totalFen - freightFen;
  if (status === 'succeeded') {
    left.goodsFen = Math.max(0, left.goodsFen - amountFen);
    left.freightFen -= freightFen;
  }
  const [line] = lines;
  return saidRefund({
    refundNo: refund.id('refundId'),
    lineNo: line?.lineNo ?? '',
    itemId: line?.itemId ?? '',
    skuId: line?.skuId ?? '',
    amountFen,
    freightFen,
    kind,
    status,
    succeededAt: status === 'succeeded' ? (refund.optionalEpochMillis('endTime') ?? changedAt).toISOString() : null,
  });
}

/** The platform does not tell the freight apart: it is what goes beyond the money left for the goods, up to the freight paid. */
function freightIn(totalFen: number, left: { readonly goodsFen: number; readonly freightFen: number }): number {
  return Math.min(left.freightFen, Math.max(0, totalFen - left.goodsFen));
}
