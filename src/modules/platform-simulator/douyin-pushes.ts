import { beijingIso } from '../../kernel/business-day.js';
import { hmacSha256, md5Hex } from './digest.js';
import { douyinAftersaleStatus, douyinAftersaleType, douyinOrderStatus } from './douyin-words.js';
import type { Change, ChangeKind, PlatformPushes, ShopDraft, SimulatedPush } from './platform-side.js';
import { credentialOf } from './shop-credential.js';
import { lineOf, orderFen, type SimulatedOrder, type SimulatedRefund } from './simulated-order.js';
import { epochSeconds, wireJson } from './wire-format.js';

const TAGS: Record<ChangeKind, string> = {
  created: '100',
  paid: '101',
  shipped: '102',
  completed: '103',
  'address-changed': '105',
  closed: '106',
  'refund-applied': '200',
  'refund-agreed': '201',
  'refund-refused': '204',
  'refund-succeeded': '206',
  'refund-withdrawn': '207',
};

const SOON = 10_000;

export const douyinPushes: PlatformPushes = {
  batches: true,
  numbering: {
    orderNo: (shopNumber, serial) => `69201${shopNumber}${String(serial).padStart(7, '0')}057`,
    lineNo: (orderNo, index, lineCount) => (lineCount === 1 ? orderNo : `${orderNo.slice(0, -3)}${String(index).padStart(2, '0')}3`),
    refundNo: (shopNumber, serial) => `71234${shopNumber}${String(serial).padStart(8, '0')}89`,
  },
  pushesOf: (shop, changes) => [signedPush(shop, wireJson(changes.map((change) => message(shop, change))))],
  probe: (shop, at) => signedPush(shop, JSON.stringify([{ tag: '0', msg_id: '0', data: beijingIso(at) }])),
  isAcknowledged: (status, body) => status === 200 && isSuccess(body),
  repeatAfterMs: [SOON, 6 * SOON, 30 * SOON],
  timeoutMs: 5_000,
};

export function douyinEventSign(appKey: string, appSecret: string, body: string, method: 'md5' | 'hmac-sha256' = 'md5'): string {
  const content = appKey + body + appSecret;
  return method === 'md5' ? md5Hex(content) : hmacSha256(appSecret, content, 'hex');
}

/** With `signMethod` among the credentials as the shop has it: `md5` is what an app has that chose nothing. */
function signedPush(shop: ShopDraft, body: string): SimulatedPush {
  const appKey = credentialOf(shop, 'appKey');
  const isHmac = shop.credentials.signMethod === 'hmac-sha256';
  const sign = douyinEventSign(appKey, credentialOf(shop, 'appSecret'), body, isHmac ? 'hmac-sha256' : 'md5');
  const headers = { 'content-type': 'application/json; charset=utf-8', 'app-id': appKey, 'event-sign': sign };
  const named = isHmac ? { ...headers, 'sign-method': 'hmac-sha256' } : headers;
  return { platform: 'douyin', method: 'POST', query: {}, headers: named, body: Buffer.from(body) };
}

function message(shop: ShopDraft, change: Change): Record<string, unknown> {
  const tag = tagOf(change);
  const msgId = `${change.order.orderNo}::${tag}:${epochSeconds(change.at)}:${change.serial}`;
  return { tag, msg_id: msgId, data: wireJson(dataOf(shop, change)) };
}

function tagOf({ kind, refund }: Change): string {
  return refund?.kind === 'exchange' && kind === 'refund-succeeded' ? '211' : TAGS[kind];
}

function dataOf(shop: ShopDraft, change: Change): Record<string, unknown> {
  return change.refund === null ? tradeData(shop, change) : refundData(shop, change, change.refund);
}

function tradeData(shop: ShopDraft, { kind, order, at }: Change): Record<string, unknown> {
  return {
    p_id: BigInt(order.orderNo),
    s_ids: order.lines.map((line) => BigInt(line.lineNo)),
    shop_id: BigInt(shop.externalShopId),
    order_status: douyinOrderStatus(order),
    order_type: 0,
    biz: order.roomId === null ? 8 : 2,
    update_time: epochSeconds(at),
    ...OF_KIND[kind]?.(order),
  };
}

const OF_KIND: Partial<Record<ChangeKind, (order: SimulatedOrder) => Record<string, unknown>>> = {
  created: (order) => ({ create_time: epochSeconds(order.createdAt) }),
  paid: (order) => ({ pay_time: epochSeconds(order.paidAt), pay_type: 2, pay_amount: orderFen(order) }),
  completed: (order) => ({ complete_time: epochSeconds(order.completedAt) }),
  closed: (order) => ({ cancel_time: epochSeconds(order.closedAt), cancel_reason: '用户取消' }),
  'address-changed': (order) => ({ receiver_msg: receiver(order) }),
};

/** Ciphertext, in the real messages; in clear here, so that what is kept of it can be found. */
function receiver({ buyer }: SimulatedOrder): Record<string, unknown> {
  return {
    name: buyer.name,
    tel: buyer.phone,
    addr: { province: { name: buyer.province }, city: { name: buyer.city }, town: { name: buyer.district }, detail: buyer.address },
  };
}

function refundData(shop: ShopDraft, { kind, order, at }: Change, refund: SimulatedRefund): Record<string, unknown> {
  return {
    aftersale_id: BigInt(refund.refundNo),
    aftersale_status: douyinAftersaleStatus(refund),
    aftersale_type: douyinAftersaleType(order, refund),
    p_id: BigInt(order.orderNo),
    s_id: BigInt(lineOf(order, refund).lineNo),
    shop_id: BigInt(shop.externalShopId),
    refund_amount: refund.amountFen + refund.freightFen,
    refund_post_amount: refund.freightFen,
    refund_voucher_num: 0,
    reason_code: 1,
    update_time: kind === 'refund-succeeded' ? beijingIso(at) : epochSeconds(at),
    ...refundTime(kind, epochSeconds(at)),
  };
}

function refundTime(kind: ChangeKind, at: number): Record<string, number> {
  if (kind === 'refund-applied') return { apply_time: at };
  if (kind === 'refund-agreed') return { agree_time: at };
  if (kind === 'refund-succeeded') return { success_time: at };
  return kind === 'refund-withdrawn' ? { close_time: at } : {};
}

function isSuccess(body: string): boolean {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null && 'code' in answer && answer.code === 0;
  } catch {
    return false;
  }
}
