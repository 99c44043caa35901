import { createHmac } from 'node:crypto';
import type { Credentials } from '../../../shops/index.js';
import type { Push, Reading } from '../platform-adapter.js';
import { completed, fixturesIn, play, unclassifiedIn } from '../played-fixture.spec-support.js';
import { wooCommerceAdapter } from './index.js';
import { storeAddress } from './woocommerce-credentials.js';

const SECRET = 's3cr3t & <k>';
const CREDENTIALS = { secret: SECRET };
const ASKABLE = { secret: SECRET, storeUrl: 'https://shop.example.com', consumerKey: 'ck_1', consumerSecret: 'cs_1' };
const NOW = new Date('2026-11-22T02:00:00Z');
const NEVER_KEPT = /王小红|小红|13800001234|某街1号|oBuyer0001|wangxiaohong|203\.0\.113\.9|(?<!hash of )115310627/;

type Headers = Record<string, string | string[] | undefined>;

function signed(rawBody: Buffer, headers: Headers = {}, secret = SECRET): Push {
  const signature = createHmac('sha256', secret).update(rawBody).digest('base64');
  return { method: 'POST', query: {}, headers: { 'x-wc-webhook-signature': signature, ...headers }, rawBody, receivedAt: NOW };
}

function readingOf(body: object, topic = 'order.updated', credentials: Credentials = CREDENTIALS): Reading | undefined {
  const push = signed(Buffer.from(JSON.stringify(body)), { 'x-wc-webhook-topic': topic });
  return play(wooCommerceAdapter, credentials, push)?.readings[0];
}

function refundedFen(reading: Reading | undefined): number {
  const words = reading !== undefined && 'said' in reading ? reading.said : [];
  return words.flatMap(({ refunds }) => refunds).reduce((sum, { amountFen, freightFen }) => sum + amountFen + freightFen, 0);
}

const LINE = { id: 1, name: '小米', product_id: 93, variation_id: 0, quantity: 1, total: '10.00', total_tax: '0.00' };
const ORDER = {
  id: 727,
  status: 'processing',
  currency: 'CNY',
  prices_include_tax: false,
  date_created_gmt: '2026-11-20T02:00:00',
  date_modified_gmt: '2026-11-20T02:00:05',
  date_paid_gmt: '2026-11-20T02:00:04',
  shipping_total: '0.00',
  total: '10.00',
  line_items: [LINE],
  refunds: [],
};

describe('The signature of WooCommerce', () => {
  const door = wooCommerceAdapter.door(CREDENTIALS);
  const body = '{"id":727,"status":"processing","currency":"CNY","total":"29.35"}';
  const signature = 'FdVeb5ELiP4SDrFzGhncQsyqw1WJVG21ka3Jhq50+hI=';

  it('is right in the known example', () => {
    expect(door.open(signed(Buffer.from(body), { 'x-wc-webhook-signature': signature }))?.toString()).toBe(body);
  });

  it.each<[string, Push]>([
    ['one byte changed', signed(Buffer.from(body.replace('29.35', '29.36')), { 'x-wc-webhook-signature': signature })],
    ['a byte missing', signed(Buffer.from(body.slice(0, -1)), { 'x-wc-webhook-signature': signature })],
    ['the same JSON written anew', signed(Buffer.from(JSON.stringify(JSON.parse(body), null, 1)), { 'x-wc-webhook-signature': signature })],
    ['another charset', signed(Buffer.from(body, 'utf16le'), { 'x-wc-webhook-signature': signature })],
    ['another secret', signed(Buffer.from(body), {}, 's3cr3t &amp; &lt;k&gt;')],
    ['no signature', signed(Buffer.from(body), { 'x-wc-webhook-signature': undefined })],
    ['the signature twice', signed(Buffer.from(body), { 'x-wc-webhook-signature': [signature, signature] })],
    ['the signature twice in one header', signed(Buffer.from(body), { 'x-wc-webhook-signature': `${signature}, ${signature}` })],
    ['half a signature', signed(Buffer.from(body), { 'x-wc-webhook-signature': signature.slice(0, 20) })],
  ])('refuses %s', (_what, wrong) => {
    expect(door.open(wrong)).toBeNull();
  });

  it('may be by the secret before a change', () => {
    const changing = wooCommerceAdapter.door({ secret: 'the new secret', previousSecret: SECRET });
    expect(changing.open(signed(Buffer.from(body)))).not.toBeNull();
    expect(changing.open(signed(Buffer.from(body), {}, 'the new secret'))).not.toBeNull();
    expect(changing.open(signed(Buffer.from(body), {}, 'another'))).toBeNull();
  });

  it('opens nothing without a secret, not even by an empty one', () => {
    const empty = createHmac('sha256', '').update(body).digest('base64');
    expect(wooCommerceAdapter.door({ secret: '' }).open(signed(Buffer.from(body), { 'x-wc-webhook-signature': empty }))).toBeNull();
  });
});

describe('The ping of WooCommerce', () => {
  const door = wooCommerceAdapter.door(CREDENTIALS);
  const ping = (body: string, more: Partial<Push> = {}): Push => ({
    method: 'POST',
    query: {},
    headers: {},
    rawBody: Buffer.from(body),
    receivedAt: NOW,
    ...more,
  });

  it('is answered without being signed, and carries nothing', () => {
    expect(door.greet?.(ping('webhook_id=12'))).toEqual({ status: 200, contentType: null, body: '' });
    expect(door.open(ping('webhook_id=12'))).toBeNull();
  });

  it.each([
    ping('webhook_id='),
    ping('webhook_id=12&more=1'),
    ping('webhook_id=12\n{"id":1}'),
    ping('{"id":1}'),
    ping(''),
    ping('webhook_id=12', { method: 'GET' }),
    ping('webhook_id=12', { headers: { 'x-wc-webhook-signature': 'wrong' } }),
  ])('is nothing else: %j', (push) => {
    expect(door.greet?.(push)).toBeNull();
  });
});

describe('A push of WooCommerce', () => {
  const { split } = wooCommerceAdapter.door(CREDENTIALS);
  const splitOf = (body: string, topic = 'order.updated') => {
    const push = signed(Buffer.from(body), { 'x-wc-webhook-topic': topic });
    return split(push.rawBody, push)[0];
  };

  it('is known again by its order, time, topic and bytes', () => {
    const key = splitOf(JSON.stringify(ORDER))?.key;
    expect(key).toMatch(/^727:2026-11-20T02:00:05:order\.updated:[0-9a-f]{16}$/);
    expect(splitOf(JSON.stringify(ORDER))?.key).toBe(key);
    expect(splitOf(JSON.stringify({ ...ORDER, status: 'completed' }))?.key).not.toBe(key);
    expect(splitOf(JSON.stringify(ORDER), 'order.created')?.key).not.toBe(key);
  });

  it('is the same whether the shop can be asked or not', () => {
    const one = signed(Buffer.from(JSON.stringify(ORDER)), { 'x-wc-webhook-topic': 'order.updated' });
    const [first, second] = [CREDENTIALS, ASKABLE].map((credentials) => wooCommerceAdapter.door(credentials).split(one.rawBody, one)[0]);
    expect(first?.body).not.toEqual(second?.body);
    expect([second?.key, second?.identity]).toEqual([first?.key, one.rawBody]);
    expect(first?.identity).toEqual(one.rawBody);
  });

  it.each(['', 'no json', '[]', '"text"', `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`])('is kept sealed if it is %j', (body) => {
    expect(splitOf(body)).toEqual({ key: expect.stringMatching(/^sha256:/), body: null, externalShopId: null });
  });

  it('cannot pass off a hash or a buyer id as its own', () => {
    expect(readingOf({ ...ORDER, buyerHash: 'forged', buyer_id: 'forged', customer_id: 0 })).toMatchObject({
      said: [{ header: { buyerHash: null } }],
    });
  });

  it('leaves no more than its topic of what is no order', () => {
    const push = signed(Buffer.from(JSON.stringify({ id: 5, first_name: '小红' })), { 'x-wc-webhook-topic': 'customer.created' });
    const played = play(wooCommerceAdapter, CREDENTIALS, push);
    expect(played?.stored).not.toMatch(NEVER_KEPT);
    expect(played?.readings).toMatchObject([{ about: { type: 'customer.created' }, ignored: { code: 'message.no-sale' } }]);
  });
});

describe('The pushes in the fixtures', () => {
  const fixtures = fixturesIn(new URL('./fixtures/', import.meta.url));

  it.each(fixtures.map((fixture) => [fixture.description, fixture] as const))('%s', (_description, { headers, rawBody, expected }) => {
    const played = play(wooCommerceAdapter, CREDENTIALS, signed(rawBody, { ...headers }));
    expect(played?.readings).toEqual(completed(expected, played?.readings ?? []));
    expect(played?.stored).not.toMatch(NEVER_KEPT);
    expect(unclassifiedIn(played?.stored ?? '', wooCommerceAdapter)).toEqual([]);
  });
});

describe('An order of WooCommerce', () => {
  const PAID_AT = '2026-11-20T02:00:04.000Z';

  it.each([
    [{ status: 'pending', date_paid_gmt: null }, 'created', null],
    [{ status: 'on-hold', date_paid_gmt: null }, 'created', null],
    [{ status: 'failed', date_paid_gmt: null }, 'created', null],
    [{ status: 'checkout-draft', date_paid_gmt: '' }, 'created', null],
    [{ status: 'processing' }, 'paid', PAID_AT],
    [{ status: 'processing', date_paid_gmt: null }, 'paid', null],
    [{ status: 'completed' }, 'completed', PAID_AT],
    [{ status: 'cancelled', date_paid_gmt: null }, 'closed', null],
    [{ status: 'refunded' }, 'closed', PAID_AT],
    [{ status: 'trash' }, 'closed', PAID_AT],
    [{ status: 'wc-completed' }, 'completed', PAID_AT],
    [{ status: 'handed-to-courier' }, 'paid', PAID_AT],
    [{ status: 'handed-to-courier', date_paid_gmt: null }, 'created', null],
  ])('that is %j is %s and paid at %s', (more, status, paidAt) => {
    expect(readingOf({ ...ORDER, ...more })).toMatchObject({ said: [{ header: { status, paidAt } }] });
  });

  it('is newer by how far it has come, within the second only', () => {
    const saidAtOf = (status: string) => {
      const reading = readingOf({ ...ORDER, status });
      return reading !== undefined && 'said' in reading ? (reading.said[0]?.saidAt.getTime() ?? NaN) : NaN;
    };
    const changedAt = Date.parse('2026-11-20T02:00:05Z');
    const times = ['checkout-draft', 'pending', 'on-hold', 'cancelled', 'wc-processing', 'completed', 'refunded', 'trash'].map(saidAtOf);
    expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
    expect(times.every((time) => time >= changedAt && time < changedAt + 999)).toBe(true);
    expect(saidAtOf('failed')).toBe(saidAtOf('cancelled'));
    expect(saidAtOf('handed-to-courier')).toBe(saidAtOf('processing'));
  });

  it.each([
    ['a negative line', { line_items: [{ ...LINE, total: '-1.00' }] }, 'field.amount'],
    ['no line', { line_items: [] }, 'order.no-lines'],
    ['a line without id', { line_items: [{ ...LINE, id: null }] }, 'field.required'],
    ['no currency', { currency: 'yuan' }, 'order.currency'],
    ['a fraction of a fen', { line_items: [{ ...LINE, total: '10.001' }] }, 'field.amount'],
    ['no time of change', { date_modified_gmt: null }, 'field.required'],
    ['a time with a zone', { date_modified_gmt: '2026-11-20T02:00:05Z' }, 'field.instant'],
    ['part of a piece', { line_items: [{ ...LINE, quantity: 1.5 }] }, 'field.amount'],
  ])('with %s is faulty', (_what, more, code) => {
    expect(readingOf({ ...ORDER, ...more })).toMatchObject({ fault: { code } });
  });

  it.each([
    ['of one of several lines', { line_items: [LINE, { ...LINE, id: 2 }], total: '20.00' }],
    ['of goods or freight', { shipping_total: '5.00', total: '15.00' }],
    ['of goods or tax on top', { total: '11.00', line_items: [{ ...LINE, total_tax: '1.00' }] }],
  ])('with a refund that may be %s is asked for, or said by estimate', (_what, more) => {
    const order = { ...ORDER, ...more, refunds: [{ id: 9, total: '-4.00' }] };
    expect(refundedFen(readingOf(order))).toBe(400);
    expect(readingOf(order, 'order.updated', ASKABLE)).toMatchObject({ wants: '727' });
  });

  it('with two refunds that are all of it together has nothing left of any line', () => {
    const order = {
      ...ORDER,
      line_items: [LINE, { ...LINE, id: 2 }],
      total: '20.00',
      refunds: [
        { id: 9, total: '-12.00' },
        { id: 8, total: '-8.00' },
      ],
    };
    expect(readingOf(order)).toMatchObject({
      said: [
        { orderNo: '727' },
        { refunds: [{ refundNo: '8:1', amountFen: 400 }] },
        { refunds: [{ refundNo: '8:2', amountFen: 400 }] },
        { refunds: [{ refundNo: '9:1', amountFen: 600 }] },
        { refunds: [{ refundNo: '9:2', amountFen: 600 }] },
      ],
    });
  });

  it('without refunds is said as it came, also where it could be asked for', () => {
    expect(readingOf(ORDER, 'order.updated', ASKABLE)).toMatchObject({ said: [{ orderNo: '727' }] });
  });
});

describe('The topics of WooCommerce', () => {
  it.each(['order.created', 'order.updated', 'order.restored'])('%s says the order', (topic) => {
    expect(readingOf(ORDER, topic)).toMatchObject({ about: { type: topic, orderNo: '727' }, said: [{ orderNo: '727' }] });
  });

  it('order.deleted is asked about, or leaves the order as it was', () => {
    expect(readingOf({ id: 727 }, 'order.deleted', ASKABLE)).toMatchObject({ about: { orderNo: '727' }, wants: '727' });
    expect(readingOf({ id: 727 }, 'order.deleted')).toMatchObject({ ignored: { code: 'order.deleted' } });
  });

  it.each(['coupon.created', 'customer.updated', 'product.deleted', 'action.woocommerce_add_to_cart'])(
    '%s says nothing of sales',
    (topic) => {
      expect(readingOf({ id: 1 }, topic)).toMatchObject({ about: { type: topic }, ignored: { code: 'message.no-sale' } });
    },
  );

  it.each(['subscription.created', ''])('%j is listed, for nobody knows it', (topic) => {
    expect(readingOf({ id: 1 }, topic)).toMatchObject({ ignored: { code: 'message.unknown-type' } });
  });

  it('a push to try the way is about no order', () => {
    const test = wooCommerceAdapter.testPush(CREDENTIALS, NOW)!;
    expect(play(wooCommerceAdapter, CREDENTIALS, test)?.readings).toMatchObject([{ ignored: { code: 'message.test' } }]);
    expect(play(wooCommerceAdapter, { secret: 'another' }, test)).toBeNull();
  });

  it.each([
    null,
    1,
    [],
    {},
    { topic: 1 },
    { topic: 'order.updated' },
    { topic: 'order.updated', order: { id: 1 } },
    { topic: 'order.deleted', isAskable: true, order: {} },
  ])('never throw whatever was stored: %j', (body) => {
    expect(wooCommerceAdapter.read({ shopDbId: '1', key: 'k', body })).toHaveProperty('about');
  });
});

describe('The address of a shop', () => {
  it('may hold a path', () => {
    expect(storeAddress('https://Example.com/shop/')).toBe('https://example.com/shop');
    expect(storeAddress('https://example.com')).toBe('https://example.com');
  });

  it.each([
    'http://example.com',
    'https://user:password@example.com',
    'https://example.com/?a=1',
    'https://example.com/#a',
    'https://localhost',
    'example.com',
    '',
  ])('is not %s', (address) => {
    expect(storeAddress(address)).toBeNull();
  });
});
