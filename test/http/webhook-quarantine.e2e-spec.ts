import { Secrets } from '../../src/platform/crypto/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TEST_SECRET_KEY } from '../support/test-database.js';
import { Bridge } from './bridge.js';
import { LINE, orderChanged, REFUND } from './canonical-message.js';
import { OutsideProgram } from './outside-program.js';
import { registerMerchant, SECRET } from './sample-merchant.js';

let server: TestApp;
let bridge: Bridge;
beforeAll(async () => {
  server = await startTestApp();
  bridge = new Bridge(server, (await registerMerchant(new OutsideProgram(server))).shopId, SECRET);
});
afterAll(() => server.close());

interface Kept {
  readonly shop_id: string;
  readonly message_key: string;
  readonly state: string;
  readonly reason_code: string | null;
  readonly reason_detail: string | null;
  readonly body: Buffer;
  readonly is_sealed: boolean;
}

async function kept(messageKey: string): Promise<Kept | undefined> {
  const [row] = await server.sql<Kept>(
    'select m.*, p.body, p.is_sealed from inbox_message m join inbox_payload p using (shop_id, message_key) where message_key = $1',
    [messageKey],
  );
  return row;
}

async function countOrders(): Promise<number> {
  const [row] = await server.sql<{ count: number }>('select count(*)::int as count from order_word');
  return row?.count ?? 0;
}

let number = 0;
const newId = () => `m-${(number += 1)}`;
const nested = (depth: number) => `{"x":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('What is signed but is no JSON', () => {
  it.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['a blank', ' '],
    ['words', '张三 13812345678'],
    ['half an object', '{"data":'],
    ['two objects', '{}{}'],
    ['a comment', '{} // 13812345678'],
    ['NaN', '{"paidFen":NaN}'],
    ['a form', 'phone=13812345678'],
    ['text in another encoding', Buffer.from([0x7b, 0x22, 0xd5, 0xc5, 0xc8, 0xfd, 0x22, 0x3a, 0x31, 0x7d])],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['a broken letter', Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xe5, 0xbc), Buffer.from('"}')])],
    ['a raw NUL', Buffer.from('{"a":"\0"}')],
    ['null', 'null'],
    ['a number', '13812345678'],
    ['a text', '"13812345678"'],
    ['lists in lists, too deep', nested(65)],
    ['lists in lists, far too deep', nested(200_000)],
  ])('is answered 400 and kept sealed: %s', async (_what, payload) => {
    const id = newId();
    const reply = await bridge.deliver(payload, { id });
    expect(reply).toMatchObject({ status: 400, body: { code: 'webhook.not-json' } });
    const row = await kept(id);
    expect(row).toMatchObject({ state: 'quarantined', is_sealed: true, reason_code: 'message.not-json' });
    const bytes = Buffer.from(payload);
    if (bytes.length > 3) expect(row?.body.includes(bytes)).toBe(false);
    const opened = new Secrets(TEST_SECRET_KEY).decrypt('quarantine', row?.body ?? bytes, `message:${row?.shop_id}:${id}`);
    expect(opened).toEqual(bytes);
    expect(() => new Secrets(`${TEST_SECRET_KEY}x`).decrypt('quarantine', row?.body ?? bytes, `message:${row?.shop_id}:${id}`)).toThrow();
  });

  it('is kept once, however often it comes', async () => {
    for (let repeat = 0; repeat < 3; repeat += 1) expect((await bridge.deliver('not json', { id: 'words' })).status).toBe(400);
    const rows = await server.sql(`select from inbox_message where message_key like 'words%'`);
    expect(rows).toHaveLength(1);
  });
});

const NULS = '茶\u0000具';
const HALF = 'x\ud83d';

/** What is wrong with a message, the reason it is kept with, and where it says the fault lies. */
const FAULTS: readonly (readonly [what: string, body: unknown, code: string, where: string])[] = [
  ['a list', [orderChanged()], 'field.object', ''],
  ['an unknown type', orderChanged({}, { type: 'order.deleted' }), 'field.choice', '/type'],
  ['no data', { type: 'order.changed', timestamp: '2026-11-20T20:15:31+08:00' }, 'field.object', '/data'],
  ['a list as data', orderChanged({}, { data: [] }), 'field.object', '/data'],
  ['no timestamp', orderChanged({}, { timestamp: undefined }), 'field.instant', '/timestamp'],
  ['a local time', orderChanged({}, { timestamp: '2026-11-20T20:15:31' }), 'field.instant', '/timestamp'],
  ['seconds as time', orderChanged({}, { timestamp: 1_795_305_600 }), 'field.instant', '/timestamp'],
  ['no number', orderChanged({ orderNo: undefined }), 'field.required', '/data/orderNo'],
  ['an empty number', orderChanged({ orderNo: '' }), 'field.required', '/data/orderNo'],
  ['a list as number', orderChanged({ orderNo: ['1'] }), 'field.id', '/data/orderNo'],
  ['a fraction as number', orderChanged({ orderNo: 1.5 }), 'field.id', '/data/orderNo'],
  ['a very long number', orderChanged({ orderNo: '1'.repeat(201) }), 'field.too-long', '/data/orderNo'],
  ['a number with a NUL', orderChanged({ orderNo: NULS }), 'field.not-text', '/data/orderNo'],
  ['half a letter in the number', orderChanged({ orderNo: HALF }), 'field.not-text', '/data/orderNo'],
  ['a negative version', orderChanged({ version: -1 }), 'field.amount', '/data/version'],
  ['a text as version', orderChanged({ version: '3' }), 'field.amount', '/data/version'],
  ['an unknown status', orderChanged({ status: 'refunded' }), 'field.choice', '/data/status'],
  ['no status', orderChanged({ status: undefined }), 'field.choice', '/data/status'],
  ['no time of creation', orderChanged({ createdAt: null }), 'field.instant', '/data/createdAt'],
  ['30 February', orderChanged({ createdAt: '2026-02-30T08:00:00+08:00' }), 'field.instant', '/data/createdAt'],
  ['a payment before 2015', orderChanged({ paidAt: '2014-12-31T23:59:59+08:00' }), 'field.instant', '/data/paidAt'],
  ['a payment in 2100', orderChanged({ paidAt: '2100-01-01T00:00:00+08:00' }), 'field.instant', '/data/paidAt'],
  ['no time as shipment', orderChanged({ shippedAt: '' }), 'field.instant', '/data/shippedAt'],
  ['an object as room', orderChanged({ roomId: {} }), 'field.id', '/data/roomId'],
  ['a flag as host', orderChanged({ hostId: true }), 'field.id', '/data/hostId'],
  ['negative freight', orderChanged({ freightFen: -800 }), 'field.amount', '/data/freightFen'],
  ['a negative deposit', orderChanged({ depositFen: -1 }), 'field.amount', '/data/depositFen'],
  ['a currency that is no code', orderChanged({ currency: 'US$' }), 'order.currency', '/data/currency'],
  ['a number as currency', orderChanged({ currency: 156 }), 'field.text', '/data/currency'],
  ['no lines', orderChanged({ lines: undefined }), 'field.list', '/data/lines'],
  ['an object as lines', orderChanged({ lines: { 0: LINE } }), 'field.list', '/data/lines'],
  ['lines that are empty', orderChanged({ lines: [] }), 'order.no-lines', '/data/lines'],
  ['null as a line', orderChanged({ lines: [LINE, null] }), 'field.object', '/data/lines/1'],
  ['a line twice', orderChanged({ lines: [LINE, LINE] }), 'order.line-twice', '/data/lines'],
  ['a line without number', orderChanged({ lines: [{ ...LINE, lineNo: undefined }] }), 'field.required', '/data/lines/0/lineNo'],
  ['a line without item', orderChanged({ lines: [{ ...LINE, itemId: null }] }), 'field.required', '/data/lines/0/itemId'],
  ['a line without quantity', orderChanged({ lines: [{ ...LINE, quantity: undefined }] }), 'field.amount', '/data/lines/0/quantity'],
  ['a negative quantity', orderChanged({ lines: [{ ...LINE, quantity: -1 }] }), 'field.amount', '/data/lines/0/quantity'],
  ['half a fen', orderChanged({ lines: [{ ...LINE, paidFen: 0.5 }] }), 'field.amount', '/data/lines/0/paidFen'],
  ['yuan in text', orderChanged({ lines: [{ ...LINE, paidFen: '59.80' }] }), 'field.amount', '/data/lines/0/paidFen'],
  ['a negative amount', orderChanged({ lines: [{ ...LINE, paidFen: -1 }] }), 'field.amount', '/data/lines/0/paidFen'],
  ['a number as title', orderChanged({ lines: [{ ...LINE, title: 7 }] }), 'field.text', '/data/lines/0/title'],
  ['a very long title', orderChanged({ lines: [{ ...LINE, title: '长'.repeat(2_001) }] }), 'field.too-long', '/data/lines/0/title'],
  ['a title with a NUL', orderChanged({ lines: [{ ...LINE, title: NULS }] }), 'field.not-text', '/data/lines/0/title'],
  ['half a letter in the title', orderChanged({ lines: [{ ...LINE, title: HALF }] }), 'field.not-text', '/data/lines/0/title'],
  ['a word as flag', orderChanged({ lines: [{ ...LINE, isGift: 'no' }] }), 'field.flag', '/data/lines/0/isGift'],
  ['no time as shipment of a line', orderChanged({ lines: [{ ...LINE, shippedAt: '' }] }), 'field.instant', '/data/lines/0/shippedAt'],
  ['an object as refunds', orderChanged({ refunds: {} }), 'field.list', '/data/refunds'],
  ['a refund twice', orderChanged({ refunds: [REFUND, { ...REFUND, amountFen: 1 }] }), 'refund.twice', '/data/refunds'],
  [
    'a refund without number',
    orderChanged({ refunds: [{ ...REFUND, refundNo: undefined }] }),
    'field.required',
    '/data/refunds/0/refundNo',
  ],
  [
    'a refund without time',
    orderChanged({ refunds: [{ ...REFUND, succeededAt: undefined }] }),
    'field.instant',
    '/data/refunds/0/succeededAt',
  ],
  ['an unknown status of a refund', orderChanged({ refunds: [{ ...REFUND, status: 'done' }] }), 'field.choice', '/data/refunds/0/status'],
  ['an unknown kind of refund', orderChanged({ refunds: [{ ...REFUND, kind: '换货' }] }), 'field.choice', '/data/refunds/0/kind'],
  ['a number as kind of refund', orderChanged({ refunds: [{ ...REFUND, kind: 1 }] }), 'field.text', '/data/refunds/0/kind'],
  ['a negative refund', orderChanged({ refunds: [{ ...REFUND, amountFen: -1 }] }), 'field.amount', '/data/refunds/0/amountFen'],
  ['a reason with a NUL', orderChanged({ refunds: [{ ...REFUND, reason: NULS }] }), 'field.not-text', '/data/refunds/0/reason'],
  ['more refunded than paid', orderChanged({ refunds: [{ ...REFUND, amountFen: 5_981 }] }), 'refund.exceeds-line', '/data/refunds'],
  [
    'more refunded in parts',
    orderChanged({ refunds: [REFUND, { ...REFUND, refundNo: 'R2', amountFen: 2_991 }] }),
    'refund.exceeds-line',
    '/data/refunds',
  ],
  ['a refund of no line', orderChanged({ refunds: [{ ...REFUND, lineNo: '9' }] }), 'refund.exceeds-line', '/data/refunds'],
];

/** What JavaScript cannot write, as JSON text. */
const WRITTEN: typeof FAULTS = [
  ['an amount beyond 2^53', JSON.stringify(orderChanged()).replace('5980', '9007199254740993'), 'field.amount', '/data/lines/0/paidFen'],
  ['an amount beyond all numbers', JSON.stringify(orderChanged()).replace('5980', '1e999'), 'field.amount', '/data/lines/0/paidFen'],
  [
    'a version beyond all numbers',
    JSON.stringify(orderChanged({ version: 7 })).replace('"version":7', '"version":1e999'),
    'field.amount',
    '/data/version',
  ],
];

describe('A canonical event that is impossible in itself', () => {
  it('is answered 204, kept with the reason and the place, and counts nothing; what comes behind it is applied', async () => {
    const before = await countOrders();
    const sent = await Promise.all(
      [...FAULTS, ...WRITTEN].map(async ([what, body, code, where]) => {
        const id = newId();
        const { status } = await bridge.deliver(typeof body === 'string' ? body : JSON.stringify(body), { id });
        return { id, status, what, code, where };
      }),
    );
    await bridge.deliver(orderChanged({ orderNo: 'behind' }), { id: 'z-behind' });
    await settle(server);
    for (const { id, status, what, code, where } of sent) {
      const row = await kept(id);
      expect([what, status, row?.state, row?.reason_code]).toEqual([what, 204, 'quarantined', code]);
      expect([what, row?.reason_detail]).toEqual([what, expect.stringMatching(new RegExp(`^${where}: .{5,}`)) as string]);
    }
    expect(await kept('z-behind')).toMatchObject({ state: 'applied', reason_code: null });
    expect(await countOrders()).toBe(before + 1);
  });
});

describe('A canonical event that is only unusual', () => {
  const usable: readonly (readonly [string, object | string])[] = [
    ['unknown fields', orderChanged({ colour: 'red', more: { deep: [1] } }, { sentBy: 'bridge 2.1' })],
    ['a NUL in a field that is not ours', orderChanged({ colour: NULS, more: [HALF] })],
    ['a number as order number', JSON.stringify(orderChanged()).replace('"6920152002630123456"', '6920152002630123456')],
    ['a gift', orderChanged({ lines: [{ ...LINE, paidFen: 0, isGift: true }] })],
    ['nothing sold', orderChanged({ lines: [{ ...LINE, paidFen: 0, quantity: 0 }] })],
    [
      'a refused refund of more than was paid',
      orderChanged({ refunds: [{ ...REFUND, status: 'refused', amountFen: 9_999, succeededAt: null }] }),
    ],
    [
      'everything that may be null',
      orderChanged({ version: null, shippedAt: null, roomId: null, buyerId: null, refunds: null, currency: null }),
    ],
    ['a byte order mark', `\ufeff${JSON.stringify(orderChanged())}`],
    ['names of every object', orderChanged({ constructor: 1, hasOwnProperty: 2, toString: 3 })],
    ['a prototype', JSON.stringify(orderChanged()).replace('"data":{', '"data":{"__proto__":{"lines":[]},')],
  ];

  it('is applied', async () => {
    const sent = await Promise.all(
      usable.map(async ([what, body]) => {
        const id = newId();
        expect([what, (await bridge.deliver(body, { id })).status]).toEqual([what, 204]);
        return { id, what };
      }),
    );
    await settle(server);
    for (const { id, what } of sent) {
      const row = await kept(id);
      expect([what, row?.state, row?.reason_detail]).toEqual([what, 'applied', null]);
    }
  });
});

describe('The same id with another body', () => {
  it('is kept as a conflict and changes nothing', async () => {
    const order = orderChanged({ orderNo: 'conflict' });
    await bridge.deliver(order, { id: 'once' });
    await settle(server);
    const before = await countOrders();
    expect((await bridge.deliver(orderChanged({ orderNo: 'conflict', version: 9 }), { id: 'once' })).status).toBe(204);
    await settle(server);
    const rows = await server.sql(`select state, reason_code from inbox_message where message_key like 'once%' order by state`);
    expect(rows).toEqual([
      { state: 'applied', reason_code: null },
      { state: 'conflict', reason_code: 'message.conflict' },
    ]);
    expect(await countOrders()).toBe(before);
  });
});
