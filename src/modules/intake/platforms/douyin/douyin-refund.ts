import type { SaidLine, SaidOrder, SaidRefund } from '../../../orders/index.js';
import type { FieldReader } from '../field-reader.js';
import { allMean, meaningOf } from '../meaning.js';
import type { StoredMessage } from '../platform-adapter.js';
import { saidOrder, saidRefund } from '../said.js';

type RefundKind = SaidRefund['kind'];
type RefundStatus = SaidRefund['status'];

/** 4 and 5 are cancellations before shipping, 6 is price protection, 8 a repair: goods go and come back, as with an exchange. */
const KINDS = new Map<string, RefundKind>([
  ...allMean<RefundKind>('return', '0'),
  ...allMean<RefundKind>('refund', '1 2 4 5 6'),
  ...allMean<RefundKind>('exchange', '3 8'),
  ...allMean<RefundKind>('resend', '7'),
]);

/** `succeeded` of those that move money is only the platform's consent: whether the money went is in refund_status. */
const STATUSES = new Map<string, RefundStatus>([
  ...allMean<RefundStatus>('requested', '3 6 7 8 11 13'),
  ...allMean<RefundStatus>('succeeded', '12 14 51 53'),
  ...allMean<RefundStatus>('refused', '27 29'),
  ...allMean<RefundStatus>('cancelled', '28'),
]);

/** Waiting, under way, failed: consent without money. */
const MONEY_NOT_SENT = new Set(['1', '2', '4']);
const NOTHING_TO_PAY_BACK = '4';
/** Paid back by hand (cash on delivery), or nothing to pay back: refund_status stays where it was. */
const OUTSIDE_THE_PLATFORM = new Set(['1', NOTHING_TO_PAY_BACK]);

interface Share {
  readonly lineNo: string;
  readonly amountFen: number;
  readonly freightFen: number;
  readonly quantity: number | null;
  readonly itemId: string;
}

export function refundWords(
  message: StoredMessage,
  orderNo: string,
  items: readonly FieldReader[],
  lines: readonly SaidLine[],
): readonly SaidOrder[] {
  return items.flatMap((item) => {
    const saidAt = item.object('aftersale_info').epochSeconds('update_time');
    return refundsOf(item, orderNo, lines).map((refund) => saidOrder(message, orderNo, saidAt, null, [refund]));
  });
}

/** One after-sales case may concern several lines (a whole order): then it is a refund for each. */
function refundsOf(item: FieldReader, orderNo: string, lines: readonly SaidLine[]): SaidRefund[] {
  const info = item.object('aftersale_info');
  const id = info.id('aftersale_id');
  if (item.object('order_info').optionalId('shop_order_id') !== orderNo)
    throw item.fault('order_info', 'refund.other-order', `after-sales case ${id} is not of order ${orderNo}`);
  const kind = meaningOf(info, 'aftersale_type', KINDS, 'refund.type');
  const common = { kind, ...outcomeOf(info, kind), reason: item.optionalObject('text_part')?.optionalText('reason_text') ?? null };
  const hasMoney = movesMoney(kind) && info.optionalId('aftersale_refund_type') !== NOTHING_TO_PAY_BACK;
  const shares = sharesOf(item, info, hasMoney);
  return shares.map((share) => {
    const line = lines.find(({ lineNo }) => lineNo === share.lineNo);
    const refundNo = shares.length === 1 ? id : `${id}:${share.lineNo}`;
    return saidRefund({ ...share, ...common, refundNo, itemId: share.itemId || (line?.itemId ?? ''), skuId: line?.skuId ?? '' });
  });
}

/** The list has no time of success: the end of the case is the closest it says, where it says so, and the last change where not. */
function outcomeOf(info: FieldReader, kind: RefundKind): Pick<SaidRefund, 'status' | 'succeededAt'> {
  const status = statusOf(info, kind);
  if (status !== 'succeeded') return { status, succeededAt: null };
  const changedAt = info.epochSeconds('update_time');
  const endedAt = info.optionalEpochSeconds('aftersale_status_to_final_time') ?? changedAt;
  return { status, succeededAt: (endedAt < changedAt ? endedAt : changedAt).toISOString() };
}

function movesMoney(kind: RefundKind): boolean {
  return kind === 'refund' || kind === 'return';
}

function statusOf(info: FieldReader, kind: RefundKind): RefundStatus {
  const status = meaningOf(info, 'aftersale_status', STATUSES, 'refund.status');
  if (status !== 'succeeded' || !movesMoney(kind) || OUTSIDE_THE_PLATFORM.has(info.optionalId('aftersale_refund_type') ?? ''))
    return status;
  return MONEY_NOT_SENT.has(info.optionalId('refund_status') ?? '') ? 'requested' : 'succeeded';
}

function sharesOf(item: FieldReader, info: FieldReader, hasMoney: boolean): Share[] {
  const totalFen = hasMoney ? info.fen('refund_amount') : 0;
  const freightFen = hasMoney ? (info.optionalFen('refund_post_amount') ?? 0) : 0;
  if (totalFen < freightFen)
    throw info.fault('refund_amount', 'refund.amount', `${totalFen} fen is less than its freight, ${freightFen} fen`);
  const related = item.object('order_info').optionalList('related_order_info');
  if (related.length > 1) return splitShares(info, related, totalFen, hasMoney);
  const [only] = related;
  return [
    {
      lineNo: only?.optionalId('sku_order_id') || info.id('related_id'),
      amountFen: totalFen - freightFen,
      freightFen,
      quantity: info.optionalAmount('aftersale_num'),
      itemId: only?.optionalId('product_id') ?? '',
    },
  ];
}

/** Whether a part's amount holds its freight is not documented: the sum tells. */
function splitShares(info: FieldReader, related: readonly FieldReader[], totalFen: number, hasMoney: boolean): Share[] {
  const fenOf = (part: FieldReader, name: string): number => (hasMoney ? (part.optionalFen(name) ?? 0) : 0);
  const parts = related.map((part) => ({
    part,
    amountFen: fenOf(part, 'aftersale_pay_amount'),
    freightFen: fenOf(part, 'aftersale_post_amount'),
  }));
  const sumFen = parts.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const freightSumFen = parts.reduce((sum, { freightFen }) => sum + freightFen, 0);
  if (sumFen !== totalFen && sumFen + freightSumFen !== totalFen)
    throw info.fault(
      'refund_amount',
      'refund.parts',
      `its parts come to ${sumFen} fen and ${freightSumFen} of freight, not to ${totalFen}`,
    );
  const isFreightInside = sumFen === totalFen;
  return parts.map(({ part, amountFen, freightFen }) => ({
    lineNo: part.id('sku_order_id'),
    amountFen: goodsShare(part, amountFen, isFreightInside ? freightFen : 0),
    freightFen,
    quantity: part.optionalAmount('aftersale_item_num'),
    itemId: part.optionalId('product_id') ?? '',
  }));
}

function goodsShare(part: FieldReader, amountFen: number, freightInsideFen: number): number {
  if (amountFen < freightInsideFen) throw part.fault('aftersale_pay_amount', 'refund.amount', 'is less than the freight in it');
  return amountFen - freightInsideFen;
}
