import { hmacSha256, steadyDigits } from './digest.js';
import type { Change, PlatformPushes, ShopDraft, SimulatedPush } from './platform-side.js';
import { credentialOf } from './shop-credential.js';
import { isCancellation, tiktokReturnStatus, TIKTOK_CANCEL_STATUSES, TIKTOK_ORDER_STATUSES, TIKTOK_RETURN_TYPES } from './tiktok-words.js';
import { epochSeconds, wireJson } from './wire-format.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const TYPES = { orderStatus: 1, recipientAddress: 3, cancellation: 11, returnStatus: 12 };

export const tiktokPushes: PlatformPushes = {
  batches: false,
  numbering: {
    orderNo: (shopNumber, serial) => `57646${shopNumber}${String(serial).padStart(6, '0')}000`,
    lineNo: (orderNo, index) => `${orderNo.slice(0, -3)}${index + 1}00`,
    refundNo: (shopNumber, serial) => `40353${shopNumber}${String(serial).padStart(8, '0')}21`,
  },
  pushesOf: (shop, changes) => changes.map((change) => signedPush(shop, wireJson(messageOf(shop, change)))),
  probe: (shop, at) => signedPush(shop, wireJson(envelope(shop, 0, at, `probe-${epochSeconds(at)}`, {}))),
  isAcknowledged: (status) => status === 200,
  repeatAfterMs: [2 * MINUTE, 30 * MINUTE, 3 * HOUR, 12 * HOUR],
  timeoutMs: 3_000,
};

export function tiktokPushSign(appKey: string, appSecret: string, body: string): string {
  return hmacSha256(appSecret, appKey + body, 'hex');
}

function signedPush(shop: ShopDraft, body: string): SimulatedPush {
  const sign = tiktokPushSign(credentialOf(shop, 'appKey'), credentialOf(shop, 'appSecret'), body);
  const headers = { 'content-type': 'application/json', authorization: sign };
  return { platform: 'tiktok', method: 'POST', query: {}, headers, body: Buffer.from(body) };
}

function messageOf(shop: ShopDraft, change: Change): Record<string, unknown> {
  const id = steadyDigits(`${shop.externalShopId}|${change.serial}`, 19);
  return envelope(shop, typeOf(change), change.at, id, wordsOf(change));
}

function envelope(shop: ShopDraft, type: number, at: Date, id: string, data: unknown): Record<string, unknown> {
  return { type, tts_notification_id: id, shop_id: shop.externalShopId, timestamp: epochSeconds(at), data };
}

function typeOf({ kind, order, refund }: Change): number {
  if (refund !== null) return isCancellation(order, refund) ? TYPES.cancellation : TYPES.returnStatus;
  return kind === 'address-changed' ? TYPES.recipientAddress : TYPES.orderStatus;
}

function wordsOf({ kind, order, refund, at }: Change): Record<string, unknown> {
  const common = { order_id: order.orderNo, update_time: epochSeconds(at) };
  if (refund === null && kind === 'address-changed') return common;
  if (refund === null) return { ...common, order_status: TIKTOK_ORDER_STATUSES[order.status], is_on_hold_order: false };
  const applied = { ...common, create_time: epochSeconds(refund.appliedAt) };
  if (isCancellation(order, refund))
    return { ...applied, cancel_id: refund.refundNo, cancellations_role: 'BUYER', cancel_status: TIKTOK_CANCEL_STATUSES[refund.step] };
  const words = { return_id: refund.refundNo, return_role: 'BUYER', return_type: TIKTOK_RETURN_TYPES[refund.kind] };
  return { ...applied, ...words, return_status: tiktokReturnStatus(refund) };
}
