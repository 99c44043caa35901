import { steadyDigits, steadyHex } from './digest.js';
import type { Change, ChangeKind, PlatformPushes, ShopDraft, SimulatedPush } from './platform-side.js';
import { credentialOf } from './shop-credential.js';
import { bareId, epochSeconds, wireJson } from './wire-format.js';
import { weixinSeal, weixinSignature } from './weixin-seal.js';
import { weixinAftersaleStatus } from './weixin-words.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Payment is told twice, and an address not at all. */
const ORDER_EVENTS: Partial<Record<ChangeKind, readonly string[]>> = {
  created: ['channels_ec_order_new'],
  paid: ['channels_ec_order_pay', 'channels_ec_order_wait_shipping'],
  shipped: ['channels_ec_order_deliver'],
  completed: ['channels_ec_order_confirm'],
  closed: ['channels_ec_order_cancel'],
};

export const weixinPushes: PlatformPushes = {
  batches: false,
  numbering: {
    orderNo: (shopNumber, serial) => `37051${shopNumber}${String(serial).padStart(8, '0')}27`,
    lineNo: (orderNo, index) => `${orderNo}-${index + 1}`,
    refundNo: (shopNumber, serial) => `19341${shopNumber}${String(serial).padStart(6, '0')}1`,
  },
  pushesOf: (shop, changes) => changes.flatMap((change) => messagesOf(shop, change).map((message) => sealedPush(shop, change, message))),
  probe: (shop, at) => handshake(shop, at),
  isAcknowledged: (status, body, push) => status === 200 && isExpected(body, push),
  repeatAfterMs: [0, 0, 10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, HOUR, HOUR],
  timeoutMs: 5_000,
};

function isExpected(body: string, { method, query }: SimulatedPush): boolean {
  return method === 'GET' ? body === query.echostr : body === 'success' || body === '';
}

function handshake(shop: ShopDraft, at: Date): SimulatedPush {
  const [timestamp, nonce] = [String(epochSeconds(at)), steadyDigits(`handshake|${shop.externalShopId}`, 10)];
  const signature = weixinSignature(credentialOf(shop, 'token'), timestamp, nonce);
  const query = { signature, timestamp, nonce, echostr: steadyDigits(`echo|${timestamp}`, 19) };
  return { platform: 'weixin', method: 'GET', query, headers: {}, body: Buffer.alloc(0) };
}

function sealedPush(shop: ShopDraft, change: Change, message: Record<string, unknown>): SimulatedPush {
  const seed = `${shop.externalShopId}|${change.serial}|${String(message.Event)}`;
  const [token, timestamp, nonce] = [credentialOf(shop, 'token'), String(epochSeconds(change.at) + 1), steadyDigits(seed, 10)];
  const sealed = weixinSeal(credentialOf(shop, 'encodingAesKey'), credentialOf(shop, 'appId'), wireJson(message), steadyHex(seed, 16));
  const query = {
    signature: weixinSignature(token, timestamp, nonce),
    timestamp,
    nonce,
    openid: 'oWeixinTeam0001',
    encrypt_type: 'aes',
    msg_signature: weixinSignature(token, timestamp, nonce, sealed),
  };
  const body = Buffer.from(JSON.stringify({ ToUserName: shop.externalShopId, Encrypt: sealed }));
  return { platform: 'weixin', method: 'POST', query, headers: { 'content-type': 'application/json' }, body };
}

function messagesOf(shop: ShopDraft, change: Change): Record<string, unknown>[] {
  const envelope = {
    ToUserName: shop.externalShopId,
    FromUserName: change.order.buyer.openId,
    CreateTime: epochSeconds(change.at),
    MsgType: 'event',
  };
  if (change.refund !== null) return [{ ...envelope, Event: 'channels_ec_aftersale_update', ...aftersaleWords(change) }];
  const events = ORDER_EVENTS[change.kind] ?? [];
  return events.map((Event) => ({
    ...envelope,
    Event,
    order_info: { order_id: bareId(change.order.orderNo), ...orderWords(Event, change) },
  }));
}

function orderWords(event: string, { order }: Change): Record<string, unknown> {
  if (event === 'channels_ec_order_pay') return { pay_time: epochSeconds(order.paidAt) };
  if (event === 'channels_ec_order_deliver') return { finish_delivery: 1 };
  if (event === 'channels_ec_order_confirm') return { confirm_type: 1 };
  return event === 'channels_ec_order_cancel' ? { cancel_type: order.paidAt === null ? 1 : 3 } : {};
}

function aftersaleWords({ order, refund }: Change): Record<string, unknown> {
  if (refund === null) return {};
  const status = { after_sale_order_id: bareId(refund.refundNo), status: weixinAftersaleStatus(refund), order_id: bareId(order.orderNo) };
  return { finder_shop_aftersale_status_update: status };
}
