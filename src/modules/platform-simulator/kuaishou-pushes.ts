import { createCipheriv } from 'node:crypto';
import { kuaishouRefundStatus, KUAISHOU_HANDLING_WAYS, KUAISHOU_ORDER_STATUSES } from './kuaishou-words.js';
import type { Change, ChangeKind, PlatformPushes, ShopDraft, SimulatedPush } from './platform-side.js';
import { SimulatorError } from './platform-simulator.errors.js';
import { credentialOf } from './shop-credential.js';
import { bareId, epochMillis, wireJson } from './wire-format.js';

const MINUTE = 60_000;
const BLOCK_BYTES = 16;

const EVENTS: Record<ChangeKind, string> = {
  created: 'kwaishop_order_addOrder',
  paid: 'kwaishop_order_paySuccess',
  shipped: 'kwaishop_order_delivering',
  completed: 'kwaishop_order_orderSuccess',
  closed: 'kwaishop_order_orderFail',
  'address-changed': 'kwaishop_order_addressUpdateAudit',
  'refund-applied': 'kwaishop_aftersales_addRefund',
  'refund-agreed': 'kwaishop_aftersales_updateRefund',
  'refund-succeeded': 'kwaishop_aftersales_updateRefund',
  'refund-refused': 'kwaishop_aftersales_updateRefund',
  'refund-withdrawn': 'kwaishop_aftersales_updateRefund',
};

export const kuaishouPushes: PlatformPushes = {
  batches: false,
  numbering: {
    orderNo: (shopNumber, serial) => `25365${shopNumber}${String(serial).padStart(6, '0')}7`,
    lineNo: (orderNo, _index, lineCount) => onlyLineNo(orderNo, lineCount),
    refundNo: (shopNumber, serial) => `24411${shopNumber}${String(serial).padStart(6, '0')}9`,
  },
  pushesOf: (shop, changes) => changes.map((change) => sealedPush(shop, wireJson(messageOf(shop, change)))),
  probe: (shop) => sealedPush(shop, '{"test":true}'),
  isAcknowledged: (status, body) => status === 200 && /^\s*\{\s*"result"\s*:\s*1\b/.test(body),
  repeatAfterMs: [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 60 * MINUTE],
  timeoutMs: 3_000,
};

function onlyLineNo(orderNo: string, lineCount: number): string {
  if (lineCount !== 1) throw new SimulatorError('simulator.impossible-change', 'An order on 快手 has one line');
  return `3${orderNo.slice(1)}`;
}

/** AES-CBC under an initial vector of zeros: the platform has no other proof of origin. */
export function kuaishouSeal(messageKey: string, plain: string): string {
  const key = Buffer.from(messageKey, 'base64');
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, Buffer.alloc(BLOCK_BYTES));
  return Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
}

function sealedPush(shop: ShopDraft, plain: string): SimulatedPush {
  const body = Buffer.from(kuaishouSeal(credentialOf(shop, 'messageKey'), plain));
  return { platform: 'kuaishou', method: 'POST', query: {}, headers: { 'content-type': 'text/plain;charset=utf-8' }, body };
}

function messageOf(shop: ShopDraft, change: Change): Record<string, unknown> {
  return {
    eventId: `267_${shop.externalShopId}_${change.order.orderNo.slice(-7)}${change.serial}`,
    msgId: `${change.order.orderNo.slice(-7)}${change.serial}`,
    bizId: bareId(change.refund?.refundNo ?? change.order.orderNo),
    userId: bareId(shop.externalShopId),
    openId: null,
    appKey: credentialOf(shop, 'appKey'),
    event: EVENTS[change.kind],
    info: wireJson(change.refund === null ? orderWords(shop, change) : refundWords(shop, change)),
    status: 1,
    createTime: epochMillis(change.at) + 100,
    updateTime: epochMillis(change.at) + 100,
    operator: 'system',
    test: false,
  };
}

function orderWords(shop: ShopDraft, { kind, order, at }: Change): Record<string, unknown> {
  const common = { oid: bareId(order.orderNo), sellerId: bareId(shop.externalShopId) };
  if (kind === 'created')
    return { ...common, openId: 'f1Seller', buyerOpenId: order.buyer.openId, createTime: epochMillis(at), customizedInfo: '' };
  return { ...common, status: KUAISHOU_ORDER_STATUSES[order.status], updateTime: epochMillis(at) };
}

function refundWords(shop: ShopDraft, { kind, order, refund, at }: Change): Record<string, unknown> {
  if (refund === null) return {};
  const common = {
    orderId: bareId(order.orderNo),
    refundId: bareId(refund.refundNo),
    sellerId: bareId(shop.externalShopId),
    handlingWay: KUAISHOU_HANDLING_WAYS[refund.kind],
    specialRefundType: 0,
    status: kuaishouRefundStatus(refund),
  };
  return kind === 'refund-applied' ? { ...common, createTime: epochMillis(at) } : { ...common, eventType: 2, updateTime: epochMillis(at) };
}
