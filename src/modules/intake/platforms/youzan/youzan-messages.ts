import type { SaidRefund } from '../../../orders/index.js';
import { FieldReader } from '../field-reader.js';
import type { Judgement, MessageSubject, Reading, StoredMessage } from '../platform-adapter.js';
import { isJsonObject } from '../pushed-json.js';
import { ofNoConcern, ofUnknownType, readingOf, saidOrder, saidRefund } from '../said.js';
import { readYouzanOrder } from './youzan-order.js';
import { pushedAt } from './youzan-time.js';

/** Those of creation and payment carry the whole order, the others its number. */
const ORDER_TYPES = ['TradeCreate', 'TradePaid', 'TradeBuyerPay', 'TradePartlySellerShip', 'TradeSellerShip', 'TradeSuccess', 'TradeClose'];

const OF_NO_CONCERN = [
  ...['trade_TradeMemoModified', 'trade_MessagesTheChangeAddresses', 'youzan_trade_MessagesTheChangeAddresses', 'trade_TradeBuyerAddress'],
  ...[
    'ITEM',
    'item_',
    'youzan_item_',
    'SCRM',
    'scrm_',
    'POINTS',
    'POINT',
    'COUPON',
    'coupon_',
    'youzan_coupon',
    'USER',
    'youzan_user',
    'SHOP',
  ],
  ...['delivery_', 'youzan_delivery', 'PAY_QRCODE', 'member_', 'youzan_member', 'retail_', 'youzan_retail', 'APP_', 'app_'],
];

/**
 * By the end of the type. In the older messages the seller's consent ends a refund without return; with return, and in the newer
 * messages always, `RefundSuccess` does.
 */
function refundStatusOf(type: string, isReturn: boolean): SaidRefund['status'] | null {
  if (/(RefundSuccess|SysRefund)$/.test(type)) return 'succeeded';
  if (type === 'trade_refund_RefundSellerAgree') return isReturn ? 'requested' : 'succeeded';
  if (/(BuyerCreated|RefundCreated|RefundSellerCreated|RefundSellerAgree)$/.test(type)) return 'requested';
  if (/Refuse$/.test(type)) return 'refused';
  return /RefundClosed$/.test(type) ? 'cancelled' : null;
}

const KINDS: Readonly<Record<string, SaidRefund['kind']>> = {
  REFUND_ONLY: 'refund',
  REFUND_AND_RETURN: 'return',
  EXCHANGE_GOODS_FLOW: 'exchange',
};

export function readYouzanMessage(message: StoredMessage): Reading {
  const about = subjectOf(message.body);
  return readingOf(about, () => judge(message, about));
}

function judge(message: StoredMessage, about: MessageSubject): Judgement {
  const { type } = about;
  const body = FieldReader.of(message.body, '');
  const isOrder = ORDER_TYPES.some((name) => type === `trade_${name}`);
  const isRefund = /^(trade_refund_|youzan_trade_Refund)/.test(type);
  if (!isOrder && !isRefund) return OF_NO_CONCERN.some((family) => type.startsWith(family)) ? ofNoConcern(about) : ofUnknownType(about);
  if (!body.has('content')) throw body.fault('content', 'message.not-json', 'the text in msg is not JSON');
  const content = body.object('content');
  return isOrder ? judgeOrder(message, body, content) : judgeRefund(message, body, content, type);
}

function judgeOrder(message: StoredMessage, body: FieldReader, content: FieldReader): Judgement {
  if (!content.has('full_order_info')) return { wants: content.optionalId('tid') ?? body.id('id') };
  return { said: readYouzanOrder(message, content, (info) => pushedAt(info, [body.optionalId('version')])) };
}

/** What a refund gives back may include freight, which only the order tells: said as it is here, and once more by the order, which is asked for. */
function judgeRefund(message: StoredMessage, body: FieldReader, content: FieldReader, type: string): Judgement {
  const orderNo = content.optionalId('tid') ?? body.id('id');
  const kind = KINDS[content.optionalText('refund_type') ?? ''] ?? 'refund';
  const status = refundStatusOf(type, kind === 'return');
  const oids = content.optionalList('oids').map((item) => item.id('oid'));
  const [lineNo] = oids;
  if (status === null || lineNo === undefined || oids.length > 1) return { wants: orderNo };
  const saidAt = pushedAt(content, [content.optionalId('version'), body.optionalId('version')]);
  const refund = saidRefund({
    refundNo: content.id('refund_id'),
    lineNo,
    amountFen: kind === 'exchange' ? 0 : content.yuan('refunded_fee'),
    kind,
    status,
    succeededAt: status === 'succeeded' ? saidAt.toISOString() : null,
    reason: content.optionalText('refund_reason'),
  });
  const said = [saidOrder(message, orderNo, saidAt, null, [refund])];
  return status === 'succeeded' && refund.amountFen > 0 ? { said, alsoWants: orderNo } : { said };
}

function subjectOf(body: unknown): MessageSubject {
  const envelope = isJsonObject(body) ? body : {};
  const content = isJsonObject(envelope.content) ? envelope.content : {};
  const order = isJsonObject(content.full_order_info) ? content.full_order_info : {};
  const info = isJsonObject(order.order_info) ? order.order_info : {};
  const orderNo = [info.tid, content.tid].find((id) => typeof id === 'string') ?? null;
  return { type: typeof envelope.type === 'string' ? envelope.type : '', orderNo };
}
