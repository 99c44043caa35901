// Pushes as platforms send them, as bytes on the wire: made before a round, so that signing costs nothing while it is measured.
import { createHash, createHmac } from 'node:crypto';

export const PUSHERS = ['standard', 'douyin'] as const;
export type Pusher = (typeof PUSHERS)[number];

/** The address of a shop, and what its platform signs with. */
export interface PushedShop {
  readonly platform: Pusher;
  readonly path: string;
  readonly secret: string;
  readonly appKey: string;
}

export interface PushedContent {
  readonly id: string;
  readonly body: Buffer;
}

/** The `number` of a message is in its id and its order, so that no two are alike. */
export function pushOf(shop: PushedShop, series: string, number: number): Buffer {
  const content = shop.platform === 'standard' ? canonicalEvent(series, number) : douyinBatch(series, number);
  return requestOf(shop, content);
}

/** A whole HTTP request over a connection that is kept. */
export function requestOf(shop: PushedShop, { id, body }: PushedContent): Buffer {
  const headers = { host: '127.0.0.1', 'content-type': 'application/json', 'content-length': body.length, ...signed(shop, id, body) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST ${shop.path} HTTP/1.1\r\n${lines.join('')}\r\n`), body]);
}

function signed({ platform, secret, appKey }: PushedShop, id: string, body: Buffer): Record<string, string> {
  if (platform === 'douyin')
    return { 'app-id': appKey, 'event-sign': createHash('md5').update(appKey).update(body).update(secret).digest('hex') };
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

function canonicalEvent(series: string, number: number): PushedContent {
  const lines = ['1', '2', '3', '4'].map((lineNo) => ({
    lineNo,
    itemId: `36000000${number % 90}${lineNo}`,
    skuId: `${lineNo}0017${number % 7}`,
    title: `临猗苹果 ${lineNo} 号箱 5 斤装`,
    quantity: 1 + (number % 3),
    paidFen: 2_990 + (number % 500) * 10,
    isGift: false,
  }));
  const data = {
    orderNo: `69201520${series}${String(number).padStart(8, '0')}`,
    version: 1,
    status: 'paid',
    createdAt: '2026-11-20T20:15:02+08:00',
    paidAt: '2026-11-20T20:15:30+08:00',
    roomId: '7301234567890123456',
    hostId: '98765432101',
    buyerHash: '5c1f0d2b9a7e4c3d8f60',
    channel: 'live',
    freightFen: 0,
    currency: 'CNY',
    lines,
    refunds: [],
  };
  const event = { type: 'order.changed', timestamp: '2026-11-20T20:15:31+08:00', data };
  return { id: `msg_${series}_${number}`, body: Buffer.from(JSON.stringify(event)) };
}

/** A batch of one: goods shipped, with ids of 19 digits as bare numbers, as the platform writes them. */
function douyinBatch(series: string, number: number): PushedContent {
  const order = `69201520026${String(number).padStart(8, '0')}`;
  const shipped = [1, 2, 3, 4, 5].map(
    (place) =>
      `{"shipped_order_id":${order.slice(0, -1)}${place},"product_id":36723456789012345${place}0,"sku_id":17612345678901${place}22,"sku_num":1,"shipped_num":1}`,
  );
  const message = `"logistics_msg":{"express_company_id":"shunfeng","logistics_code":"SF1602345678901","shipped_order_info":[${shipped.join(',')}]}`;
  const data = `{"p_id":${order},"s_ids":[${order}],"shop_id":63214578,"order_status":101,"order_type":0,"biz":2,${message},"update_time":1764000000}`;
  const id = `${series}${order}:108:1764000000:${number}`;
  return { id, body: Buffer.from(JSON.stringify([{ tag: '108', msg_id: id, data }])) };
}
