import { parseLosslessJson } from '../../kernel/lossless-json.js';
import { PlatformSimulator } from './platform-simulator.js';
import { shopifySign } from './shopify-pushes.js';
import type { SimulatedShop } from './simulated-shop.js';
import { wooSign } from './woocommerce-pushes.js';
import { youzanSign } from './youzan-pushes.js';

const NOON = new Date('2026-11-20T12:00:00+08:00');
const LATER = new Date('2026-11-21T12:00:00+08:00');
const LINES = [
  { itemId: '788032119674292922', skuId: '808950810', title: '沁州黄小米', quantity: 3, paidFen: 1_000 },
  { itemId: '788032119674292923', skuId: '808950811', title: '平顺潞党参', quantity: 1, paidFen: 2_000 },
];

/** Two lines of 30.00 with freight of 10.00; 4.00 and freight of 1.00 went back for a returned piece of the first line. */
function play(shop: SimulatedShop, currency: string): string {
  const { orderNo } = shop.createOrder({ at: NOON, currency, freightFen: 1_000, roomId: '7', lines: LINES });
  shop.pay(orderNo, NOON);
  shop.refundAtOnce(orderNo, 0, 400, { at: LATER, kind: 'return', quantity: 1, freightFen: 100 });
  return orderNo;
}

function parsed(body: Buffer): unknown {
  return parseLosslessJson(body.toString());
}

describe('signatures of platforms whose pushes hold the order', () => {
  it('match the vectors', () => {
    const youzan =
      '{"client_id":"a1b2c3d4e5f6a7b8c9","id":"E20261120123456789000001","kdt_id":160,"kdt_name":"demo","mode":1,"msg":"%7B%22full_order_info%22%3A%7B%22pay_info%22%3A%7B%22payment%22%3A%2229.90%22%7D%7D%7D","msg_id":"8a0f","sendCount":0,"status":"WAIT_SELLER_SEND_GOODS","test":false,"type":"trade_TradePaid","version":1764000000}';
    expect(youzanSign('a1b2c3d4e5f6a7b8c9', '0123456789abcdef0123456789abcdef', youzan)).toBe('182da2c8fcfdda54da462a8a582327b3');
    const shopify =
      '{"id":820982911946154508,"name":"#9999","created_at":"2026-11-20T10:15:00+08:00","currency":"CNY","total_price":"29.90"}';
    expect(shopifySign('hush', shopify)).toBe('+ZCL+lexHP8YoQnus3RwH/96msKMg+Z1OgKhQ8rdmYg=');
    expect(shopifySign('hush', '{"id":1,"name":"沁州黄小米"}')).toBe('3Ijuht7IkSbgE8/bzUDhC6Zz37uLluaom9mebVwDEo8=');
    const woo = '{"id":727,"status":"processing","currency":"CNY","total":"29.35"}';
    expect(wooSign('s3cr3t & <k>', woo)).toBe('FdVeb5ELiP4SDrFzGhncQsyqw1WJVG21ka3Jhq50+hI=');
  });
});

describe('a simulated shop on Shopify', () => {
  const simulator = new PlatformSimulator();
  const credentials = { secret: 'hush-hush', accessToken: 'shpat_12345678' };
  const shop = simulator.openShop({ platform: 'shopify', credentials, externalShopId: 'cunbo.myshopify.com' });
  const orderNo = play(shop, 'USD');
  beforeAll(() => simulator.start());
  afterAll(() => simulator.stop());

  function ask(path: string, token = shop.tokens.accessToken): Promise<Response> {
    return fetch(`${simulator.baseUrl('shopify')}/admin/api/2026-01/${path}`, { headers: { 'x-shopify-access-token': token } });
  }

  it('signs what it sends, names the topic and writes ids as bare numbers', () => {
    const pushes = shop.takePushes();
    const topics = pushes.map(({ headers }) => headers['x-shopify-topic']);
    expect(topics).toEqual(['orders/create', 'orders/paid', 'orders/updated', 'refunds/create', 'orders/updated']);
    for (const { headers, body } of pushes) expect(headers['x-shopify-hmac-sha256']).toBe(shopifySign('hush-hush', body.toString()));
    expect(pushes[0]!.body.toString()).toContain(`{"id":${orderNo},`);
    const discrepancy = { kind: 'refund_discrepancy', amount: '-0.66' };
    const items = [{ quantity: 1, subtotal: 3.34 }];
    expect(parsed(pushes[3]!.body)).toMatchObject({ order_id: orderNo, refund_line_items: items, order_adjustments: [discrepancy] });
  });

  it('takes off a discount where pieces do not add up to what was paid', async () => {
    const order = { currency: 'USD', total_price: '40.00', financial_status: 'partially_refunded' };
    const line = { quantity: 3, price: '3.34', discount_allocations: [{ amount: '0.02' }] };
    const answer = await (await ask(`orders/${orderNo}.json`)).json();
    expect(answer).toMatchObject({ order: { ...order, line_items: [line, { price: '20.00', discount_allocations: [] }] } });
  });

  it('tells money that went back for no piece as a discrepancy alone', async () => {
    shop.refundAtOnce(orderNo, 1, 500, { at: LATER, quantity: 0 });
    const { order } = (await (await ask(`orders/${orderNo}.json`)).json()) as { order: { refunds: object[] } };
    expect(order.refunds[1]).toMatchObject({
      refund_line_items: [],
      transactions: [{ amount: '5.00' }],
      order_adjustments: [{ amount: '-5.00' }],
    });
  });

  it('leads from page to page by a link', async () => {
    play(shop, 'USD');
    const from = encodeURIComponent(NOON.toISOString());
    const until = encodeURIComponent(LATER.toISOString());
    const first = await ask(`orders.json?status=any&updated_at_min=${from}&updated_at_max=${until}&limit=1&fields=id`);
    const { orders } = parseLosslessJson(await first.text()) as { orders: { id: string }[] };
    expect(orders).toEqual([{ id: orderNo }]);
    const link = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')![1]!;
    const last = await fetch(`${link}&fields=id`, { headers: { 'x-shopify-access-token': shop.tokens.accessToken } });
    expect(last.headers.get('link')).toBeNull();
    expect((parseLosslessJson(await last.text()) as typeof first & { orders: object[] }).orders).toHaveLength(1);
  });

  it('refuses a token it does not know', async () => {
    expect((await ask(`orders/${orderNo}.json`, 'wrong')).status).toBe(401);
    expect((await ask('orders/1.json')).status).toBe(404);
  });
});

describe('a simulated shop on 有赞', () => {
  const simulator = new PlatformSimulator();
  const credentials = { clientId: 'a1b2c3d4e5f6a7b8c9', clientSecret: '0123456789abcdef0123456789abcdef' };
  const shop = simulator.openShop({ platform: 'youzan', credentials, externalShopId: '160' });
  const orderNo = play(shop, 'CNY');
  beforeAll(() => simulator.start());
  afterAll(() => simulator.stop());

  async function ask(call: string, params: object, token = shop.tokens.accessToken) {
    const response = await fetch(`${simulator.baseUrl('youzan')}/${call}?access_token=${token}`, {
      method: 'POST',
      body: JSON.stringify(params),
    });
    return response.json();
  }

  it('carries an order as an encoded text and a refund as an object', () => {
    const pushes = shop.takePushes();
    const bodies = pushes.map(({ body }) => parsed(body) as { type: string; msg: unknown });
    const types = [
      'trade_TradeCreate',
      'trade_TradePaid',
      'trade_TradeBuyerPay',
      'youzan_trade_RefundCreated',
      'youzan_trade_RefundSuccess',
    ];
    expect(bodies.map(({ type }) => type)).toEqual(types);
    const payments = [{ payment: '13.33' }, { payment: '26.67' }];
    expect(JSON.parse(decodeURIComponent(String(bodies[1]!.msg)))).toMatchObject({
      full_order_info: { pay_info: { payment: '40.00', post_fee: '10.00' }, orders: payments },
    });
    expect(bodies[4]!.msg).toMatchObject({ tid: orderNo, refunded_fee: '5.00', refund_type: 'REFUND_AND_RETURN' });
    for (const { headers, body } of pushes)
      expect(headers['event-sign']).toBe(youzanSign(credentials.clientId, credentials.clientSecret, body.toString()));
  });

  it('answers about the order and what changed', async () => {
    const trade = await ask('api/youzan.trade.get/4.0.2', { tid: orderNo });
    expect(trade).toMatchObject({ code: 200, data: { refund_order: [{ refund_fee: '5.00', refund_state: 60 }] } });
    const stretch = { start_update: '2026-11-21 12:00:00', end_update: '2026-11-21 12:00:00' };
    expect(await ask('api/youzan.trades.sold.get/4.0.4', { ...stretch, page_no: 1, page_size: 100 })).toMatchObject({
      data: { total_results: 1 },
    });
    const seconds = { update_time_start: LATER.getTime() / 1_000, update_time_end: LATER.getTime() / 1_000 };
    expect(await ask('api/youzan.trade.refund.search/3.0.1', { ...seconds, page_no: 1, page_size: 30 })).toMatchObject({
      data: { total: 1, refunds: [{ tid: orderNo, status: 'SUCCESS' }] },
    });
    expect(await ask('api/youzan.trade.get/4.0.2', { tid: 'E1' })).toMatchObject({ code: 5_000, message: 'trade not found' });
  });

  it('gives the shop’s own app a token by its number', async () => {
    shop.expireTokens();
    expect(await ask('api/youzan.trade.get/4.0.2', { tid: orderNo })).toMatchObject({ gw_err_resp: { err_code: 4_202 } });
    const client = { client_id: credentials.clientId, client_secret: credentials.clientSecret };
    expect(await ask('auth/token', { ...client, client_secret: 'wrong', authorize_type: 'silent' })).toMatchObject({ code: 1_000 });
    const answer = await ask('auth/token', { ...client, authorize_type: 'silent', grant_id: '160', refresh: true });
    expect(answer).toMatchObject({ success: true, data: { access_token: shop.tokens.accessToken, authority_id: '160' } });
    expect(await ask('api/youzan.trade.get/4.0.2', { tid: orderNo })).toMatchObject({ code: 200 });
  });
});

describe('a simulated shop on WooCommerce', () => {
  const simulator = new PlatformSimulator();
  const credentials = { secret: 's3cr3t & <k>', consumerKey: 'ck_1', consumerSecret: 'cs_1' };
  const shop = simulator.openShop({ platform: 'woocommerce', credentials, externalShopId: 'shop.example.com' });
  const line = { itemId: '93', skuId: '0', title: '沁州黄小米', quantity: 2, paidFen: 3_000 };
  const { orderNo } = shop.createOrder({ at: NOON, currency: 'EUR', freightFen: 500, lines: [line] });

  beforeAll(async () => {
    shop.pay(orderNo, NOON);
    shop.refundAtOnce(orderNo, 0, 1_000, { at: LATER, freightFen: 500 });
    await simulator.start();
  });
  afterAll(() => simulator.stop());

  function ask(path: string, key = 'ck_1:cs_1'): Promise<Response> {
    const headers = { authorization: `Basic ${Buffer.from(key).toString('base64')}` };
    return fetch(`${simulator.baseUrl('woocommerce')}/wp-json/wc/v3/${path}`, { headers });
  }

  it('signs each state of the order, and tries the address unsigned', () => {
    const pushes = shop.takePushes();
    expect(pushes.map(({ headers }) => headers['x-wc-webhook-topic'])).toEqual(['order.created', 'order.updated', 'order.updated']);
    for (const { headers, body } of pushes) expect(headers['x-wc-webhook-signature']).toBe(wooSign('s3cr3t & <k>', body.toString()));
    expect(parsed(pushes[2]!.body)).toMatchObject({ total: '35.00', refunds: [{ total: '-15.00' }] });
    expect(shop.probe().headers).not.toHaveProperty('x-wc-webhook-signature');
  });

  it('shows refunds below zero, of a line named beside them', async () => {
    const [refund] = (await (await ask(`orders/${orderNo}/refunds?per_page=100`)).json()) as object[];
    const lines = [{ quantity: -1, total: '-10.00', meta_data: [{ key: '_refunded_item_id', value: `${orderNo}01` }] }];
    expect(refund).toMatchObject({
      amount: '15.00',
      date_created_gmt: '2026-11-21T04:00:00',
      line_items: lines,
      shipping_lines: [{ total: '-5.00' }],
    });
  });

  it('lists between two seconds, neither of them included', async () => {
    const between = async (after: string, before: string) =>
      (await (
        await ask(`orders?modified_after=${after}&modified_before=${before}&dates_are_gmt=true&status=any&per_page=100&page=1`)
      ).json()) as object[];
    expect(await between('2026-11-21T03:59:59', '2026-11-21T04:00:01')).toMatchObject([{ number: orderNo }]);
    expect(await between('2026-11-21T04:00:00', '2026-11-21T04:00:01')).toEqual([]);
    expect(await between('2026-11-21T03:59:59', '2026-11-21T04:00:00')).toEqual([]);
  });

  it('refuses other keys and unknown orders', async () => {
    expect((await ask(`orders/${orderNo}`, 'ck_1:wrong')).status).toBe(401);
    expect((await ask('orders/1')).status).toBe(404);
  });
});
