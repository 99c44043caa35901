import { createHash } from 'node:crypto';
import type { Credentials } from '../../../shops/index.js';
import type { Push, Reading } from '../platform-adapter.js';
import { completed, fixturesIn, play, unclassifiedIn } from '../played-fixture.spec-support.js';
import { youzanAdapter } from './index.js';

const CLIENT = 'a1b2c3d4e5f6a7b8c9';
const SECRET = '0123456789abcdef0123456789abcdef';
const CREDENTIALS = { clientId: CLIENT, clientSecret: SECRET };
const NOW = new Date('2026-11-22T02:00:00Z');
const NEVER_KEPT = /王小红|13800001234|某街1号|(?<!hash of )oBuyer0001|oWeixin0001|1401001990/;

type Headers = Record<string, string | string[] | undefined>;

function signed(rawBody: Buffer, headers: Headers = {}, secret = SECRET): Push {
  const sign = createHash('md5').update(CLIENT).update(rawBody).update(secret).digest('hex');
  return { method: 'POST', query: {}, headers: { 'event-sign': sign, ...headers }, rawBody, receivedAt: NOW };
}

function push(envelope: object, headers: Headers = {}): Push {
  return signed(Buffer.from(JSON.stringify({ client_id: CLIENT, kdt_id: 160, msg_id: 'm-1', ...envelope })), headers);
}

function readingOf(envelope: object): Reading | undefined {
  return play(youzanAdapter, CREDENTIALS, push(envelope))?.readings[0];
}

const INFO = {
  tid: 'E1',
  status: 'WAIT_SELLER_SEND_GOODS',
  type: 0,
  created: '2026-11-20 10:00:00',
  update_time: '2026-11-20 10:00:05',
  pay_time: '2026-11-20 10:00:04',
};
const LINE = { oid: '11', item_id: 101, sku_id: 0, title: '小米', num: 1, payment: '10.00' };

function orderOf(info: object = {}, more: object = {}): object {
  return {
    full_order_info: { order_info: { ...INFO, ...info }, pay_info: { payment: '10.00', post_fee: '0.00' }, orders: [LINE], ...more },
  };
}

describe('The signature of Youzan', () => {
  const door = youzanAdapter.door(CREDENTIALS);
  const body =
    '{"client_id":"a1b2c3d4e5f6a7b8c9","id":"E20261120123456789000001","kdt_id":160,"kdt_name":"demo","mode":1,"msg":"%7B%22full_order_info%22%3A%7B%22pay_info%22%3A%7B%22payment%22%3A%2229.90%22%7D%7D%7D","msg_id":"8a0f","sendCount":0,"status":"WAIT_SELLER_SEND_GOODS","test":false,"type":"trade_TradePaid","version":1764000000}';
  const signature = '182da2c8fcfdda54da462a8a582327b3';

  it('is right in the known example, in either case', () => {
    const bytes = Buffer.from(body);
    expect(bytes).toHaveLength(324);
    expect(door.open(signed(bytes, { 'event-sign': signature }))?.toString()).toBe(body);
    expect(door.open(signed(bytes, { 'event-sign': signature.toUpperCase(), 'client-id': CLIENT }))).not.toBeNull();
  });

  it.each<[string, Push]>([
    ['one byte changed', signed(Buffer.from(body.replace('29.90', '29.91')), { 'event-sign': signature })],
    ['a byte missing', signed(Buffer.from(body.slice(0, -1)), { 'event-sign': signature })],
    ['the same JSON written anew', signed(Buffer.from(JSON.stringify(JSON.parse(body), null, 1)), { 'event-sign': signature })],
    ['another charset', signed(Buffer.from(body, 'utf16le'), { 'event-sign': signature })],
    ['another secret', signed(Buffer.from(body), {}, 'f'.repeat(32))],
    ['no signature', signed(Buffer.from(body), { 'event-sign': undefined })],
    ['the signature twice', signed(Buffer.from(body), { 'event-sign': [signature, signature] })],
    ['the signature twice in one header', signed(Buffer.from(body), { 'event-sign': `${signature}, ${signature}` })],
    ['half a signature', signed(Buffer.from(body), { 'event-sign': signature.slice(0, 16) })],
    ['a signature that is no hex', signed(Buffer.from(body), { 'event-sign': 'g'.repeat(32) })],
    ['a header for another app', signed(Buffer.from(body), { 'client-id': 'another' })],
    ['a body for another app', push({ client_id: 'another' })],
  ])('refuses %s', (_what, wrong) => {
    expect(door.open(wrong)).toBeNull();
  });

  it('may be by the secret before a rotation', () => {
    const rotating = youzanAdapter.door({ clientId: CLIENT, clientSecret: 'n'.repeat(32), previousClientSecret: SECRET });
    expect(rotating.open(signed(Buffer.from(body)))).not.toBeNull();
    expect(rotating.open(signed(Buffer.from(body), {}, 'n'.repeat(32)))).not.toBeNull();
    expect(rotating.open(signed(Buffer.from(body), {}, 'o'.repeat(32)))).toBeNull();
  });

  it.each<Credentials>([{}, { clientId: CLIENT }, { clientSecret: SECRET }, { clientId: CLIENT, clientSecret: '' }])(
    'opens nothing by %j',
    (credentials) => {
      const bare = createHash('md5')
        .update(credentials.clientId ?? '')
        .update(body)
        .update(credentials.clientSecret ?? '')
        .digest('hex');
      expect(youzanAdapter.door(credentials).open(signed(Buffer.from(body), { 'event-sign': bare }))).toBeNull();
    },
  );
});

describe('A push of Youzan', () => {
  const { split } = youzanAdapter.door(CREDENTIALS);
  const splitOf = (envelope: object) => {
    const one = push(envelope);
    return split(one.rawBody, one);
  };

  it('is known again by its id and names its shop', () => {
    expect(splitOf({ type: 'trade_TradePaid' })).toMatchObject([{ key: 'm-1', externalShopId: '160' }]);
    const [nameless] = splitOf({ msg_id: '', kdt_id: undefined });
    expect(nameless).toMatchObject({ key: expect.stringMatching(/^sha256:[0-9a-f]{32}$/), externalShopId: null });
  });

  it('is the same however often it was sent, and another if it says anything else', () => {
    const identityOf = (more: object) =>
      splitOf({ type: 'trade_TradePaid', sendCount: 0, sign: 'a', version: 1, msg: orderOf(), ...more })[0]?.identity;
    expect(identityOf({ sendCount: 3, sign: 'b' })).toBe(identityOf({}));
    for (const more of [{ version: 2 }, { msg: orderOf({ tid: 'E2' }) }, { status: 'other' }])
      expect(identityOf(more)).not.toBe(identityOf({}));
  });

  it('that is a test carries no message', () => {
    expect(splitOf({ type: 'trade_TradePaid', test: true, msg: 'anything' })).toEqual([]);
  });

  it.each(['', 'no json', '[]', '"text"', `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`])('is kept sealed if it is %j', (body) => {
    const one = signed(Buffer.from(body));
    expect(split(one.rawBody, one)).toEqual([{ key: expect.stringMatching(/^sha256:/), body: null, externalShopId: null }]);
  });

  it.each(['no json', '%', '%7B', '%E0%A4%A', '[]', 7])('is kept sealed under its id if its message is %j', (msg) => {
    const told = { type: 'trade_TradePaid', id: 'E1', msg };
    expect(splitOf(told)).toMatchObject([{ key: 'm-1', body: null, externalShopId: '160' }]);
    expect(splitOf({ ...told, sendCount: 1 })[0]?.identity).toBe(splitOf(told)[0]?.identity);
  });

  it.each(['', null, undefined])('is at fault if its message is %j', (msg) => {
    expect(readingOf({ type: 'trade_TradePaid', id: 'E1', msg })).toMatchObject({ fault: { code: 'message.not-json' } });
  });

  it.each([
    ['as an object', orderOf()],
    ['as plain text', JSON.stringify(orderOf())],
    ['with spaces as %20', encodeURIComponent(JSON.stringify(orderOf()))],
    ['with spaces as +', encodeURIComponent(JSON.stringify(orderOf())).replaceAll('%20', '+')],
  ])('is read %s', (_how, msg) => {
    expect(readingOf({ type: 'trade_TradePaid', msg })).toMatchObject({
      said: [{ orderNo: 'E1', header: { createdAt: '2026-11-20T02:00:00.000Z' } }],
    });
  });

  it('cannot pass off a hash or a buyer id as its own', () => {
    const msg = orderOf({}, { buyerHash: 'forged', buyer_id: 'forged', buyer_info: { yz_open_id: '' } });
    expect(readingOf({ type: 'trade_TradePaid', msg })).toMatchObject({ said: [{ header: { buyerHash: null } }] });
  });
});

describe('The pushes in the fixtures', () => {
  const fixtures = fixturesIn(new URL('./fixtures/', import.meta.url));

  it.each(fixtures.map((fixture) => [fixture.description, fixture] as const))('%s', (_description, { headers, rawBody, expected }) => {
    const played = play(youzanAdapter, CREDENTIALS, signed(rawBody, { ...headers }));
    expect(played?.readings).toEqual(completed(expected, played?.readings ?? []));
    expect(played?.stored).not.toMatch(NEVER_KEPT);
    expect(unclassifiedIn(played?.stored ?? '', youzanAdapter)).toEqual([]);
  });
});

describe('An order of Youzan', () => {
  const statusOf = (info: object) => readingOf({ type: 'trade_TradeBuyerPay', msg: orderOf(info) });
  const PAID_AT = '2026-11-20T02:00:04.000Z';

  it.each([
    [{ status: 'WAIT_BUYER_PAY' }, 'created', null],
    [{ status: 'TRADE_PAID' }, 'paid', PAID_AT],
    [{ status: 'WAIT_CONFIRM' }, 'paid', PAID_AT],
    [{ status: 'WAIT_BUYER_CONFIRM_GOODS' }, 'shipped', PAID_AT],
    [{ status: 'TRADE_SUCCESS' }, 'completed', PAID_AT],
    [{ status: 'TRADE_CLOSED' }, 'closed', PAID_AT],
    [{ status: 'TRADE_CLOSED', order_tags: { is_payed: false } }, 'closed', null],
    [{ status: 'TRADE_CLOSED', pay_time: '' }, 'closed', null],
    [{ status: 'WAIT_SELLER_SEND_GOODS', pay_type: 9 }, 'paid', null],
    [
      { status: 'TRADE_SUCCESS', pay_type_str: 'CODPAY', pay_time: '', success_time: '2026-11-25 10:00:00' },
      'completed',
      '2026-11-25T02:00:00.000Z',
    ],
  ])('that is %j is %s and paid at %s', (info, status, paidAt) => {
    expect(statusOf(info)).toMatchObject({ said: [{ header: { status, paidAt } }] });
  });

  it.each([
    ['an unknown status', orderOf({ status: 'WAIT_FOR_GODOT' }), 'field.choice'],
    ['no number', orderOf({ tid: '' }), 'field.required'],
    ['no time of payment', orderOf({ pay_time: '' }), 'field.required'],
    ['no line', orderOf({}, { orders: [] }), 'order.no-lines'],
    ['a line without id', orderOf({}, { orders: [{ ...LINE, oid: null }] }), 'field.required'],
    ['a negative payment', orderOf({}, { orders: [{ ...LINE, payment: '-1.00' }] }), 'field.amount'],
    ['a time without seconds', orderOf({ created: '2026-11-20' }), 'field.instant'],
  ])('with %s is faulty', (_what, msg, code) => {
    expect(readingOf({ type: 'trade_TradePaid', msg })).toMatchObject({ fault: { code } });
  });

  it('keeps its payments whole where the freight is not in them', () => {
    const msg = orderOf({}, { pay_info: { payment: '18.00', post_fee: '8.00' } });
    expect(readingOf({ type: 'trade_TradePaid', msg })).toMatchObject({
      said: [{ header: { freightFen: 800, lines: [{ paidFen: 1_000 }] } }],
    });
  });

  it('spreads the freight to the fen over lines of any size', () => {
    const orders = ['0.01', '33.33', '0.00', '66.66'].map((payment, index) => ({ ...LINE, oid: String(index), payment }));
    const msg = orderOf({}, { orders, pay_info: { payment: '100.00', post_fee: '10.00' } });
    expect(readingOf({ type: 'trade_TradePaid', msg })).toMatchObject({
      said: [{ header: { lines: [{ paidFen: 0 }, { paidFen: 3_000 }, { paidFen: 0 }, { paidFen: 6_000 }] } }],
    });
  });

  it('is the newer the higher its version, within the second of its last change', () => {
    const saidAt = (version: unknown, info: object = {}) => {
      const reading = readingOf({ type: 'trade_TradePaid', version, msg: orderOf(info) });
      return reading !== undefined && 'said' in reading ? reading.said[0]?.saidAt.toISOString() : reading;
    };
    const second = Date.parse('2026-11-20T02:00:05Z') / 1_000;
    expect([saidAt(second), saidAt(second - 5), saidAt(second + 3), saidAt(second * 1_000 + 120), saidAt(3), saidAt(undefined)]).toEqual(
      ['000', '000', '998', '120', '000', '000'].map((ms) => `2026-11-20T02:00:05.${ms}Z`),
    );
    expect(saidAt(second + 3, { update_time: '' })).toBe('2026-11-20T02:00:08.000Z');
    expect(saidAt(3, { update_time: '' })).toMatchObject({ fault: { code: 'field.required' } });
  });
});

describe('The types of messages of Youzan', () => {
  it.each(['trade_TradePartlySellerShip', 'trade_TradeSellerShip', 'trade_TradeSuccess', 'trade_TradeClose'])(
    '%s asks for the order',
    (type) => {
      expect(readingOf({ type, id: 'E1', msg: encodeURIComponent('{"tid":"E1"}') })).toMatchObject({
        about: { type, orderNo: 'E1' },
        wants: 'E1',
      });
      expect(readingOf({ type, id: 'E2', msg: {} })).toMatchObject({ wants: 'E2' });
    },
  );

  const refund = {
    tid: 'E1',
    refund_id: 'R1',
    oids: '11',
    refunded_fee: '1.00',
    refund_type: 'REFUND_ONLY',
    update_time: '2026-11-21 10:00:00',
  };

  it.each([
    ['trade_refund_BuyerCreated', 'requested'],
    ['trade_refund_RefundSellerCreated', 'requested'],
    ['trade_refund_RefundSellerAgree', 'succeeded'],
    ['trade_refund_RefundSuccess', 'succeeded'],
    ['trade_refund_SysRefund', 'succeeded'],
    ['trade_refund_RefundSellerRefuse', 'refused'],
    ['trade_refund_RefundClosed', 'cancelled'],
    ['youzan_trade_RefundCreated', 'requested'],
    ['youzan_trade_RefundSellerAgree', 'requested'],
    ['youzan_trade_RefundSuccess', 'succeeded'],
    ['youzan_trade_RefundClosed', 'cancelled'],
  ])('%s says a refund that is %s', (type, status) => {
    expect(readingOf({ type, msg: refund })).toMatchObject({
      said: [{ header: null, refunds: [{ refundNo: 'R1', lineNo: '11', amountFen: 100, status }] }],
    });
  });

  it('a consent to take goods back gives nothing back yet', () => {
    const type = 'trade_refund_RefundSellerAgree';
    expect(readingOf({ type, msg: { ...refund, refund_type: 'REFUND_AND_RETURN' } })).toMatchObject({
      said: [{ refunds: [{ status: 'requested', kind: 'return' }] }],
    });
  });

  it.each([undefined, '', [], '11,12', ['11', '12'], [{ oid: '11' }, { oid: '12' }]])(
    'a refund of the child orders %j asks for the order',
    (oids) => {
      expect(readingOf({ type: 'youzan_trade_RefundSuccess', msg: { ...refund, oids } })).toMatchObject({ wants: 'E1' });
    },
  );

  it.each(['11', ['11'], [11], [{ oid: '11' }], '["11"]'])('a refund of the child order %j says its line', (oids) => {
    expect(readingOf({ type: 'youzan_trade_RefundSuccess', msg: { ...refund, oids } })).toMatchObject({
      said: [{ refunds: [{ lineNo: '11' }] }],
    });
  });

  it.each([
    'trade_TradeMemoModified',
    'trade_MessagesTheChangeAddresses',
    'ITEM_INFO',
    'SCRM_CUSTOMER_EVENT',
    'POINTS',
    'youzan_item_SkuStockChanged',
  ])('%s says nothing of sales', (type) => {
    expect(readingOf({ type, msg: {} })).toMatchObject({ about: { type }, ignored: { code: 'message.no-sale' } });
  });

  it('one that nobody knows is listed, a new kind of refund message asks for the order', () => {
    expect(readingOf({ type: 'trade_Wormhole', msg: {} })).toMatchObject({ ignored: { code: 'message.unknown-type' } });
    expect(readingOf({ type: 'youzan_trade_RefundTeleported', msg: refund })).toMatchObject({ wants: 'E1' });
  });

  it('a push to try the way carries no message', () => {
    const test = youzanAdapter.testPush(CREDENTIALS, NOW)!;
    expect(play(youzanAdapter, CREDENTIALS, test)?.readings).toEqual([]);
    expect(play(youzanAdapter, { ...CREDENTIALS, clientSecret: 'f'.repeat(32) }, test)).toBeNull();
  });

  it.each([
    null,
    1,
    [],
    {},
    { type: 1 },
    { type: 'trade_TradePaid', content: [] },
    { type: 'trade_TradeClose', content: {} },
    { type: 'trade_refund_SysRefund', content: {} },
  ])('never throw whatever was stored: %j', (body) => {
    expect(youzanAdapter.read({ shopDbId: '1', key: 'k', body })).toHaveProperty('about');
  });
});
