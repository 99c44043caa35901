import type { SaidHeader, SaidOrder, SaidRefund } from '../../../orders/index.js';
import type { FieldReader } from '../field-reader.js';
import { allOf, type LeftOfOrder, partsOf } from '../goods-and-freight.js';
import { allMean, meaningOf } from '../meaning.js';
import type { StoredMessage } from '../platform-adapter.js';
import { saidOrder, saidRefund } from '../said.js';
import { lineNoOf } from './weixin-line.js';

type Status = SaidRefund['status'];
type Kind = SaidRefund['kind'];

const STATUSES = new Map<string, Status>([
  ...allMean<Status>('succeeded', 'MERCHANT_REFUND_SUCCESS MERCHANT_RETURN_SUCCESS MERCHANT_EXCHANGE_SUCCESS'),
  ...allMean<Status>('refused', 'MERCHANT_REJECT_REFUND MERCHANT_REJECT_RETURN MERCHANT_REJECT_EXCHANGE MERCHANT_REJECT_RESHIP'),
  // USER_CANCELD is how the platform writes it.
  ...allMean<Status>('cancelled', 'USER_CANCELD RETURN_CLOSED MERCHANT_FAIL MERCHANT_REFUND_RETRY_FAIL'),
  ...allMean<Status>('requested', 'MERCHANT_PROCESSING MERCHANT_WAIT_RECEIPT MERCHANT_OVERDUE_REFUND WAIT_PACKAGE_INTERCEPT'),
  ...allMean<Status>(
    'requested',
    'USER_WAIT_RETURN USER_WAIT_CONFIRM USER_WAIT_CONFIRM_UPDATE USER_WAIT_HANDLE_MERCHANT_AFTER_SALE USER_WAIT_RECEIPT',
  ),
  ...allMean<Status>('requested', 'PLATFORM_PROCESSING PLATFORM_REFUNDING PLATFORM_REFUND_FAIL'),
]);

const KINDS = new Map<string, Kind>([
  ['REFUND', 'refund'],
  ['RETURN', 'return'],
  ['EXCHANGE', 'exchange'],
  ['RESHIP', 'resend'],
]);

/** The order as far as a refund depends on it. */
export interface RefundedOrder {
  readonly orderNo: string;
  readonly header: SaidHeader;
  readonly isCash: boolean;
}

/** Each after-sale as a word of its own, said when it last changed. Oldest first: what of one is freight depends on what is left of the goods. */
export function aftersaleWords(message: StoredMessage, aftersales: readonly FieldReader[], order: RefundedOrder): SaidOrder[] {
  const left = allOf(order.header);
  return aftersales
    .map((aftersale) => ({ aftersale, saidAt: aftersale.epochSeconds('update_time') }))
    .sort((one, other) => one.saidAt.getTime() - other.saidAt.getTime())
    .map(({ aftersale, saidAt }) => saidOrder(message, order.orderNo, saidAt, null, [refundOf(aftersale, order.isCash, left, saidAt)]));
}

function refundOf(aftersale: FieldReader, isCash: boolean, left: LeftOfOrder, saidAt: Date): SaidRefund {
  const product = aftersale.object('product_info');
  const status = meaningOf(aftersale, 'status', STATUSES);
  const kind = kindOf(aftersale);
  const lineNo = lineNoOf(product);
  const isOfMoney = isCash && (kind === 'refund' || kind === 'return');
  const paidBackFen = isOfMoney ? amountOf(aftersale, status) : 0;
  return saidRefund({
    refundNo: aftersale.id('after_sale_order_id'),
    lineNo,
    itemId: product.id('product_id'),
    skuId: product.optionalId('sku_id') ?? '',
    ...partsOf(paidBackFen, lineNo, status, left),
    quantity: product.optionalAmount('count'),
    kind,
    status,
    // The platform tells no other time of the money than that of the change to a success, the last one an after-sale has.
    succeededAt: status === 'succeeded' ? saidAt.toISOString() : null,
    reason: aftersale.optionalText('reason_text') ?? aftersale.optionalText('reason'),
  });
}

/** Until money has come back there need not be a word of how much. */
function amountOf(aftersale: FieldReader, status: Status): number {
  if (status === 'succeeded') return aftersale.object('refund_info').fen('amount');
  return aftersale.optionalObject('refund_info')?.optionalFen('amount') ?? 0;
}

/** A refund that was settled by exchanging the goods is an exchange. */
function kindOf(aftersale: FieldReader): Kind {
  const kind = meaningOf(aftersale, 'type', KINDS);
  const isExchanged = kind !== 'resend' && aftersale.optionalText('status') === 'MERCHANT_EXCHANGE_SUCCESS';
  return isExchanged ? 'exchange' : kind;
}
