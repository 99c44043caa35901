import { md5Hex, steadyHex } from './digest.js';
import type { Change, ChangeKind, PlatformPushes, ShopDraft, SimulatedPush } from './platform-side.js';
import { credentialOf } from './shop-credential.js';
import { lineOf, movesMoney, type SimulatedOrder, type SimulatedRefund } from './simulated-order.js';
import { bareId, beijingText, decimalText, epochMillis, wireJson } from './wire-format.js';
import { youzanTrade, YOUZAN_STATUSES } from './youzan-orders.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Payment is told twice. A refusal has no message of its own. */
const TYPES: Partial<Record<ChangeKind, readonly string[]>> = {
  created: ['trade_TradeCreate'],
  paid: ['trade_TradePaid', 'trade_TradeBuyerPay'],
  shipped: ['trade_TradeSellerShip'],
  completed: ['trade_TradeSuccess'],
  closed: ['trade_TradeClose'],
  'refund-applied': ['youzan_trade_RefundCreated'],
  'refund-agreed': ['youzan_trade_RefundSellerAgree'],
  'refund-succeeded': ['youzan_trade_RefundSuccess'],
  'refund-withdrawn': ['youzan_trade_RefundClosed'],
};

export const youzanPushes: PlatformPushes = {
  batches: false,
  numbering: {
    orderNo: (shopNumber, serial, at) => `E${digitsOf(at)}${shopNumber}${String(serial).padStart(5, '0')}`,
    lineNo: (orderNo, index) => `15073${orderNo.slice(-9)}${String(index).padStart(2, '0')}963`,
    refundNo: (shopNumber, serial, at) => `${digitsOf(at).slice(0, 12)}${shopNumber}${String(serial).padStart(8, '0')}`,
  },
  pushesOf: (shop, changes) => changes.flatMap((change) => typesOf(change).map((type) => pushOf(shop, change, type))),
  probe: (shop, at) => signedPush(shop, 'trade_TradePaid', wireJson({ ...envelope(shop, 'trade_TradePaid', at), msg: '', test: true })),
  isAcknowledged: (_status, body) => body.includes('success'),
  repeatAfterMs: [10 * SECOND, 30 * SECOND, ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 60, 120].map((minutes) => minutes * MINUTE)],
  timeoutMs: 5_000,
};

export function youzanSign(clientId: string, clientSecret: string, content: string): string {
  return md5Hex(clientId + content + clientSecret);
}

function typesOf({ kind, refund }: Change): readonly string[] {
  return refund !== null && !movesMoney(refund.kind) ? [] : (TYPES[kind] ?? []);
}

function pushOf(shop: ShopDraft, change: Change, type: string): SimulatedPush {
  const { order, refund, at, serial } = change;
  const common = { ...envelope(shop, type, at), msg_id: steadyHex(`${shop.externalShopId}|${serial}|${type}`, 32) };
  if (refund !== null) return signedPush(shop, type, wireJson({ ...common, id: refund.refundNo, msg: refundWords(order, refund, at) }));
  const msg = encodeURIComponent(wireJson({ ...youzanTrade(order), ...closing(order) }));
  const sign = youzanSign(credentialOf(shop, 'clientId'), credentialOf(shop, 'clientSecret'), msg);
  return signedPush(shop, type, wireJson({ ...common, id: order.orderNo, status: YOUZAN_STATUSES[order.status], msg, sign }));
}

function signedPush(shop: ShopDraft, type: string, body: string): SimulatedPush {
  const clientId = credentialOf(shop, 'clientId');
  const sign = youzanSign(clientId, credentialOf(shop, 'clientSecret'), body);
  const headers = { 'content-type': 'application/json', 'event-sign': sign, 'event-type': type, 'client-id': clientId };
  return { platform: 'youzan', method: 'POST', query: {}, headers, body: Buffer.from(body) };
}

function envelope(shop: ShopDraft, type: string, at: Date): Record<string, unknown> {
  const shopId = bareId(shop.externalShopId);
  return {
    client_id: credentialOf(shop, 'clientId'),
    app_id: '',
    kdt_id: shopId,
    kdt_name: '村播小店',
    root_kdt_id: shopId,
    mode: 1,
    sendCount: 0,
    test: false,
    type,
    version: epochMillis(at),
  };
}

function closing(order: SimulatedOrder): Record<string, unknown> {
  return order.status === 'closed' ? { close_type: 2, close_reason: '买家取消', update_time: beijingText(order.closedAt) } : {};
}

function refundWords(order: SimulatedOrder, refund: SimulatedRefund, at: Date): Record<string, unknown> {
  return {
    tid: order.orderNo,
    refund_id: refund.refundNo,
    refund_type: refund.kind === 'return' ? 'REFUND_AND_RETURN' : 'REFUND_ONLY',
    oids: lineOf(order, refund).lineNo,
    refunded_fee: decimalText(refund.amountFen + refund.freightFen),
    update_time: beijingText(at),
    version: epochMillis(at),
  };
}

/** `20261120101500`, in Beijing. */
function digitsOf(at: Date): string {
  return beijingText(at).replace(/\D/g, '');
}
