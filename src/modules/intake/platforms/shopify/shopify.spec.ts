import { createHmac } from 'node:crypto';
import { completed, fixturesIn, play, unclassifiedIn } from '../played-fixture.spec-support.js';
import type { Push, Reading } from '../platform-adapter.js';
import { shopifyAdapter } from './index.js';

const SECRET = 'hush';
const CREDENTIALS = { secret: SECRET };
const NOW = new Date('2026-11-22T02:00:00Z');
const NEVER_KEPT =
  /王小红|小红|13800001234|某街1号|oBuyer0001|wang(xiaohong)?@example|secret-token|203\.0\.113\.9|115310627314723954(?<!hash of 115310627314723954)/;

type Headers = Record<string, string | string[] | undefined>;

function push(body: unknown, topic: string, headers: Headers = {}, secret = SECRET): Push {
  return signed(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), { 'x-shopify-topic': topic, ...headers }, secret);
}

function signed(rawBody: Buffer, headers: Headers, secret = SECRET): Push {
  const signature = createHmac('sha256', secret).update(rawBody).digest('base64');
  return { method: 'POST', query: {}, headers: { 'x-shopify-hmac-sha256': signature, ...headers }, rawBody, receivedAt: NOW };
}

function readingOf(body: unknown, topic: string, headers: Headers = {}): Reading | undefined {
  return play(shopifyAdapter, CREDENTIALS, push(body, topic, headers))?.readings[0];
}

const ORDER = {
  id: 1,
  currency: 'CNY',
  created_at: '2026-11-20T10:00:00+08:00',
  processed_at: '2026-11-20T10:00:00+08:00',
  updated_at: '2026-11-20T10:00:05+08:00',
  financial_status: 'paid',
  line_items: [{ id: 11, product_id: 101, quantity: 1, price: '10.00', discount_allocations: [] }],
};
const TWO_LINES = [...ORDER.line_items, { id: 12, product_id: 102, quantity: 2, price: '20.00', discount_allocations: [] }];

function moneyOnly(amount: string, id = 900): object {
  return {
    id,
    order_id: 1,
    created_at: '2026-11-21T10:00:00+08:00',
    refund_line_items: [],
    transactions: [{ id: 1, kind: 'refund', status: 'success', amount }],
    order_adjustments: [{ id: 1, kind: 'refund_discrepancy', amount: `-${amount}` }],
  };
}

describe('The signature of Shopify', () => {
  const vectors: [string, string][] = [
    [
      '{"id":820982911946154508,"name":"#9999","created_at":"2026-11-20T10:15:00+08:00","currency":"CNY","total_price":"29.90"}',
      '+ZCL+lexHP8YoQnus3RwH/96msKMg+Z1OgKhQ8rdmYg=',
    ],
    ['{"id":1,"name":"沁州黄小米"}', '3Ijuht7IkSbgE8/bzUDhC6Zz37uLluaom9mebVwDEo8='],
  ];
  const door = shopifyAdapter.door(CREDENTIALS);
  const [body, signature] = vectors[0] ?? ['', ''];
  const sound = { 'x-shopify-hmac-sha256': signature };

  it.each(vectors)('is right for %s', (text, right) => {
    const known = signed(Buffer.from(text), { 'x-shopify-hmac-sha256': right });
    expect(door.open(known)?.toString()).toBe(text);
    expect(door.open(signed(Buffer.from(text), { 'x-shopify-hmac-sha256': undefined, 'shopify-hmac-sha256': right }))).not.toBeNull();
  });

  it.each<[string, Push]>([
    ['one byte changed', signed(Buffer.from(body.replace('29.90', '29.91')), sound)],
    ['a byte missing', signed(Buffer.from(body.slice(0, -1)), sound)],
    ['another spelling of the same JSON', signed(Buffer.from(JSON.stringify({ ...JSON.parse(body), id: '820982911946154508' })), sound)],
    ['another charset', signed(Buffer.from(body, 'utf16le'), sound)],
    ['another secret', push(body, 'orders/paid', {}, 'hushh')],
    ['no signature', signed(Buffer.from(body), { 'x-shopify-hmac-sha256': '' })],
    ['the signature twice', signed(Buffer.from(body), { 'x-shopify-hmac-sha256': [signature, signature] })],
    ['the signature twice in one header', signed(Buffer.from(body), { 'x-shopify-hmac-sha256': `${signature}, ${signature}` })],
    ['half a signature', signed(Buffer.from(body), { 'x-shopify-hmac-sha256': signature.slice(0, 20) })],
    ['a signature in hex', signed(Buffer.from(body), { 'x-shopify-hmac-sha256': Buffer.from(signature, 'base64').toString('hex') })],
    [
      'the new name wrong beside the old one',
      signed(Buffer.from(body), { 'x-shopify-hmac-sha256': 'A'.repeat(43) + '=', 'shopify-hmac-sha256': signature }),
    ],
  ])('refuses %s', (_what, wrong) => {
    expect(door.open(wrong)).toBeNull();
  });

  it('may be by the secret before a rotation', () => {
    const rotating = shopifyAdapter.door({ secret: 'the new secret', previousSecret: SECRET });
    expect(rotating.open(push(body, 'orders/paid'))).not.toBeNull();
    expect(rotating.open(push(body, 'orders/paid', {}, 'the new secret'))).not.toBeNull();
    expect(rotating.open(push(body, 'orders/paid', {}, 'another'))).toBeNull();
  });

  it('opens nothing without a secret, not even by an empty one', () => {
    const empty = signed(Buffer.from(body), { 'x-shopify-hmac-sha256': createHmac('sha256', '').update(body).digest('base64') });
    expect(shopifyAdapter.door({}).open(empty)).toBeNull();
    expect(shopifyAdapter.door({ secret: '' }).open(empty)).toBeNull();
  });
});

describe('A push of Shopify', () => {
  const { split } = shopifyAdapter.door(CREDENTIALS);
  const splitOf = (body: unknown, headers: Headers = {}) => {
    const one = push(body, 'orders/paid', headers);
    return split(one.rawBody, one)[0];
  };

  it('is known again by its event and topic, and names its shop', () => {
    const headers = { 'x-shopify-event-id': 'e-1', 'x-shopify-webhook-id': 'w-1', 'x-shopify-shop-domain': 'Qin.myshopify.com' };
    expect(splitOf(ORDER, headers)).toMatchObject({ key: 'e-1:orders/paid', externalShopId: 'qin.myshopify.com' });
    expect(splitOf(ORDER, { 'shopify-webhook-id': 'w-1' })).toMatchObject({ key: 'w-1:orders/paid', externalShopId: null });
    expect(splitOf(ORDER)?.key).toBe(splitOf(ORDER)?.key);
    expect(splitOf(ORDER)?.key).not.toBe(splitOf({ ...ORDER, id: 2 })?.key);
  });

  it.each(['', 'no json', '[]', '"text"', 'null', '{"a":', `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`])(
    'is kept sealed if it is %j',
    (body) => {
      expect(splitOf(body)).toEqual({ key: expect.stringMatching(/^sha256:[0-9a-f]{32}$/), body: null, externalShopId: null });
    },
  );

  it('is kept sealed if it is not UTF-8', () => {
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expect(split(bytes, signed(bytes, {}))[0]?.body).toBeNull();
  });

  it('cannot pass off a hash or a buyer id as its own', () => {
    const said = readingOf({ ...ORDER, buyerHash: 'forged', buyer_id: 'forged', customer: null }, 'orders/paid');
    expect(said).toMatchObject({ said: [{ header: { buyerHash: null } }] });
  });

  it('leaves no more than its topic of what is neither order nor refund', () => {
    const played = play(shopifyAdapter, CREDENTIALS, push({ id: 5, first_name: '小红', street: '某街1号' }, 'customers/create'));
    expect(played?.stored).not.toMatch(NEVER_KEPT);
    expect(played?.readings).toEqual([
      { about: { type: 'customers/create', orderNo: null }, ignored: expect.objectContaining({ code: 'message.no-sale' }) },
    ]);
  });
});

describe('The pushes in the fixtures', () => {
  const fixtures = fixturesIn(new URL('./fixtures/', import.meta.url));

  it.each(fixtures.map((fixture) => [fixture.description, fixture] as const))('%s', (_description, { headers, rawBody, expected }) => {
    const played = play(shopifyAdapter, CREDENTIALS, signed(rawBody, { ...headers }));
    expect(played?.readings).toEqual(completed(expected, played?.readings ?? []));
    expect(played?.stored).not.toMatch(NEVER_KEPT);
    expect(unclassifiedIn(played?.stored ?? '', shopifyAdapter)).toEqual([]);
  });
});

describe('An order of Shopify', () => {
  const statusOf = (more: object) => readingOf({ ...ORDER, ...more }, 'orders/updated');

  it.each([
    [{ financial_status: 'pending' }, 'created', null],
    [{ financial_status: 'authorized' }, 'created', null],
    [{ financial_status: 'partially_paid' }, 'created', null],
    [{ financial_status: 'paid' }, 'paid', '2026-11-20T02:00:00.000Z'],
    [{ financial_status: 'partially_refunded' }, 'paid', '2026-11-20T02:00:00.000Z'],
    [{ financial_status: 'pending', fulfillment_status: 'fulfilled' }, 'shipped', null],
    [{ fulfillment_status: 'fulfilled' }, 'shipped', '2026-11-20T02:00:00.000Z'],
    [{ fulfillment_status: 'fulfilled', closed_at: '2026-11-25T10:00:00Z' }, 'completed', '2026-11-20T02:00:00.000Z'],
    [{ financial_status: 'voided', cancelled_at: '2026-11-20T10:00:00Z' }, 'closed', null],
  ])('that is %j is %s and paid at %s', (more, status, paidAt) => {
    expect(statusOf(more)).toMatchObject({ said: [{ header: { status, paidAt } }] });
  });

  it.each([
    [
      'a negative line',
      { line_items: [{ id: 11, quantity: 1, price: '1.00', discount_allocations: [{ amount: '2.00' }] }] },
      'field.amount',
    ],
    ['no line', { line_items: [] }, 'order.no-lines'],
    ['a line without id', { line_items: [{ quantity: 1, price: '1.00' }] }, 'field.required'],
    ['no id', { id: null }, 'field.required'],
    ['no currency', { currency: null }, 'order.currency'],
    ['a price as a number', { line_items: [{ id: 11, quantity: 1, price: 10 }] }, 'field.text'],
    ['a fraction of a fen', { line_items: [{ id: 11, quantity: 1, price: '0.001' }] }, 'field.amount'],
    ['no time of change', { updated_at: null }, 'field.instant'],
  ])('with %s is faulty', (_what, more, code) => {
    expect(statusOf(more)).toMatchObject({ fault: { code } });
  });

  it('is newer by when the push was made, within the second only', () => {
    const at = (triggeredAt: string) => {
      const reading = readingOf(ORDER, 'orders/updated', { 'x-shopify-triggered-at': triggeredAt });
      return reading !== undefined && 'said' in reading ? reading.said[0]?.saidAt.toISOString() : null;
    };
    expect([at('2026-11-20T02:00:05.120Z'), at('2026-11-20T01:00:00Z'), at('2027-01-01T00:00:00Z'), at('nonsense')]).toEqual([
      '2026-11-20T02:00:05.120Z',
      '2026-11-20T02:00:05.000Z',
      '2026-11-20T02:00:05.998Z',
      '2026-11-20T02:00:05.000Z',
    ]);
  });

  it('that is a test is not counted', () => {
    expect(statusOf({ test: true })).toMatchObject({ ignored: { code: 'message.test' } });
    expect(readingOf(ORDER, 'orders/paid', { 'x-shopify-test': 'true' })).toMatchObject({ ignored: { code: 'message.test' } });
  });
});

describe('A refund of Shopify', () => {
  const refundsOf = (more: object) => {
    const reading = readingOf({ ...ORDER, ...more }, 'orders/updated');
    return reading !== undefined && 'said' in reading ? reading.said.slice(1).flatMap(({ refunds }) => refunds) : reading;
  };

  it('of money alone goes to the only line', () => {
    expect(refundsOf({ refunds: [moneyOnly('4.00')] })).toMatchObject([
      { refundNo: '900:11', lineNo: '11', amountFen: 400, status: 'succeeded' },
    ]);
  });

  it('of all that was left is spread over the lines exactly', () => {
    const first = {
      ...moneyOnly('0.00', 899),
      order_adjustments: [],
      refund_line_items: [{ id: 1, line_item_id: 12, quantity: 1, subtotal_set: { shop_money: { amount: '20.00' } } }],
    };
    expect(refundsOf({ line_items: TWO_LINES, refunds: [first, moneyOnly('30.00')] })).toMatchObject([
      { refundNo: '899:1', amountFen: 2000 },
      { refundNo: '900:11', amountFen: 1000 },
      { refundNo: '900:12', amountFen: 2000 },
    ]);
  });

  it('of some money is spread over the lines by what is left of them, and the order is said all the same', () => {
    const reading = readingOf({ ...ORDER, line_items: TWO_LINES, refunds: [moneyOnly('4.00')] }, 'orders/updated');
    expect(reading).toMatchObject({
      said: [
        { header: { status: 'paid' } },
        { refunds: [{ refundNo: '900:11', amountFen: 80 }] },
        { refunds: [{ refundNo: '900:12', amountFen: 320 }] },
      ],
    });
  });

  it('of more than was left is on the line that cost most with what is too much', () => {
    expect(refundsOf({ line_items: TWO_LINES, refunds: [moneyOnly('50.01'), moneyOnly('0.02', 901)] })).toMatchObject([
      { refundNo: '900:11', amountFen: 1_000 },
      { refundNo: '900:12', amountFen: 4_001 },
      { refundNo: '901:11', amountFen: 0 },
      { refundNo: '901:12', amountFen: 2 },
    ]);
  });

  it('that names its lines and gave back less than they come to gives less back of each', () => {
    const part = (id: number, amount: string) => ({ id, line_item_id: id + 10, subtotal_set: { shop_money: { amount } } });
    const order_adjustments = [{ id: 1, kind: 'refund_discrepancy', amount: '3.00' }];
    const refund = { ...moneyOnly('27.00'), order_adjustments, refund_line_items: [part(1, '10.00'), part(2, '20.00')] };
    expect(refundsOf({ line_items: TWO_LINES, refunds: [refund] })).toMatchObject([
      { refundNo: '900:1', amountFen: 900 },
      { refundNo: '900:2', amountFen: 1_800 },
    ]);
  });

  it('of the freight alone moves no goods money', () => {
    const freight = {
      ...moneyOnly('0.00'),
      order_adjustments: [],
      refund_shipping_lines: [{ id: 1, subtotal_amount_set: { shop_money: { amount: '8.00' } } }],
    };
    expect(refundsOf({ line_items: TWO_LINES, refunds: [freight] })).toMatchObject([{ refundNo: '900:11', amountFen: 0, freightFen: 800 }]);
  });

  it('that gave nothing back is none', () => {
    expect(refundsOf({ refunds: [{ ...moneyOnly('0.00'), order_adjustments: [] }] })).toEqual([]);
  });

  it('without money moved takes goods off an order that was paid, and nothing off one that was not', () => {
    const removed = {
      id: 900,
      created_at: '2026-11-21T10:00:00+08:00',
      refund_line_items: [{ id: 1, line_item_id: 11, quantity: 1, subtotal_set: { shop_money: { amount: '10.00' } } }],
      transactions: [],
    };
    expect(refundsOf({ refunds: [removed] })).toMatchObject([{ status: 'succeeded', amountFen: 1000 }]);
    expect(refundsOf({ financial_status: 'voided', refunds: [removed] })).toMatchObject([{ status: 'cancelled', succeededAt: null }]);
  });

  it('that failed gave nothing back', () => {
    expect(
      refundsOf({ refunds: [{ ...moneyOnly('4.00'), order_adjustments: [], transactions: [{ kind: 'refund', status: 'failure' }] }] }),
    ).toEqual([]);
  });

  it.each([
    ['says nothing of its line', moneyOnly('4.00')],
    [
      'moved no money',
      {
        ...moneyOnly('4.00'),
        transactions: [],
        refund_line_items: [{ id: 1, line_item_id: 11, subtotal_set: { shop_money: { amount: '1.00', currency_code: 'CNY' } } }],
      },
    ],
    ['says no currency', { ...moneyOnly('4.00'), refund_line_items: [{ id: 1, line_item_id: 11, subtotal: '4.00' }] }],
  ])('pushed by itself asks for its order if it %s', (_what, refund) => {
    expect(readingOf(refund, 'refunds/create')).toMatchObject({ wants: '1' });
  });
});

describe('The topics of Shopify', () => {
  it.each(['orders/create', 'orders/paid', 'orders/updated', 'orders/partially_fulfilled', 'orders/fulfilled', 'orders/cancelled'])(
    '%s says the order',
    (topic) => {
      expect(readingOf(ORDER, topic)).toMatchObject({ about: { type: topic, orderNo: '1' }, said: [{ orderNo: '1' }] });
    },
  );

  it.each([
    'products/update',
    'app/uninstalled',
    'fulfillments/create',
    'inventory_levels/update',
    'order_transactions/create',
    'draft_orders/create',
    'checkouts/create',
  ])('%s says nothing of sales', (topic) => {
    expect(readingOf({ id: 1 }, topic)).toMatchObject({ about: { type: topic }, ignored: { code: 'message.no-sale' } });
  });

  it('orders/edited asks for the order, orders/delete leaves it as it was, and what nobody knows is listed', () => {
    expect(readingOf({ order_edit: { id: 9, order_id: 820982911946154508n.toString() } }, 'orders/edited')).toMatchObject({
      wants: '820982911946154508',
    });
    expect(readingOf({ id: 1 }, 'orders/delete')).toMatchObject({ about: { orderNo: '1' }, ignored: { code: 'order.deleted' } });
    expect(readingOf({ id: 1 }, 'wormholes/opened')).toMatchObject({ ignored: { code: 'message.unknown-type' } });
    expect(readingOf({ id: 1 }, '')).toMatchObject({ ignored: { code: 'message.unknown-type' } });
  });

  it('a push to try the way is about no order', () => {
    const test = shopifyAdapter.testPush(CREDENTIALS, NOW)!;
    expect(play(shopifyAdapter, CREDENTIALS, test)?.readings).toMatchObject([{ ignored: { code: 'message.test' } }]);
    expect(play(shopifyAdapter, { secret: 'another' }, test)).toBeNull();
  });

  it.each([
    null,
    1,
    'text',
    [],
    {},
    { topic: 1 },
    { topic: 'orders/paid' },
    { topic: 'orders/paid', order: 1 },
    { topic: 'refunds/create', refund: [] },
  ])('never throw whatever was stored: %j', (body) => {
    expect(shopifyAdapter.read({ shopDbId: '1', key: 'k', body })).toHaveProperty('about');
  });
});
