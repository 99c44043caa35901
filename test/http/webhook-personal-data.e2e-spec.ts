import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { createLogger } from '../../src/platform/telemetry/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Bridge } from './bridge.js';
import { LINE, orderChanged, REFUND } from './canonical-message.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { expectNoTrace } from './traces.js';
import { handOrder, registerMerchant, type SampleMerchant, SECRET } from './sample-merchant.js';

let server: TestApp;
let program: OutsideProgram;
let sample: SampleMerchant;
let bridge: Bridge;
const log: string[] = [];
beforeAll(async () => {
  server = await startTestApp({ logger: createLogger('trace', { write: (line) => void log.push(line) }) });
  program = new OutsideProgram(server);
  sample = await registerMerchant(program);
  bridge = new Bridge(server, sample.shopId, SECRET);
});
afterAll(() => server.close());

/** What must not be found anywhere. */
const NEEDLES = [
  '欧阳针某',
  '13987654321',
  '针尖胡同九号院',
  'needle@example.com',
  '140602199901019999',
  'wx_needle_01',
  'oNeedle-openid',
  'NeedleNick',
  'B-NEEDLE-77',
];
const [NAME, PHONE, ADDRESS, EMAIL, ID_CARD, WECHAT, OPENID, NICK, BUYER] = NEEDLES;

const PERSON = { name: NAME, mobile: PHONE, detail_address: ADDRESS, town: ADDRESS };

/** A payload as bridges really make them: the platform's own fields beside and inside ours. */
function gossip(): Record<string, unknown> {
  return {
    buyerId: BUYER,
    buyer_nick: NICK,
    buyerOpenId: OPENID,
    buyer: { id: BUYER, nick: NICK, contacts: [{ tel: PHONE }] },
    receiver: PERSON,
    receiver_name: NAME,
    receiverMobile: PHONE,
    receiver_address: ADDRESS,
    encrypt_post_tel: PHONE,
    post_receiver: NAME,
    consignee: NAME,
    customer: { email: EMAIL },
    customerId: BUYER,
    user_id: BUYER,
    memberId: BUYER,
    openid: OPENID,
    unionId: OPENID,
    wechat: WECHAT,
    identityNo: ID_CARD,
    id_card: ID_CARD,
    phone: Number(PHONE),
    mobilePhone: PHONE,
    homeAddress: ADDRESS,
    realName: NAME,
    remark: `请打电话 ${PHONE}`,
    seller_memo: `${NAME} ${PHONE}`,
    收件人: NAME,
    收货地址: { 省: '山西', 详细: ADDRESS },
    手机号码: PHONE,
    联系方式: [PHONE, WECHAT],
    身份证号: ID_CARD,
    买家留言: `我是${NAME}`,
    微信号: WECHAT,
    deliveries: [{ packages: [{ ShippingAddress: { line1: ADDRESS }, Consignee_Tel: PHONE }] }],
    raw: JSON.stringify({ tid: 1, receiver: PERSON, info: JSON.stringify({ buyer_nick: NICK }) }),
  };
}

describe('Who bought', () => {
  it('leaves no trace in any table nor in the log, wherever the message carries it', async () => {
    const lines = [{ ...LINE, ...gossip(), title: '粗陶茶具' }];
    const message = orderChanged({ ...gossip(), lines, refunds: [{ ...REFUND, ...gossip() }] }, gossip());
    expect((await bridge.deliver(message, { id: 'm-1' })).status).toBe(204);
    // Impossible in itself, not JSON, unsigned, a conflict: every other way a message can end.
    expect((await bridge.deliver(orderChanged({ ...gossip(), status: 'unknown', lines: [] }), { id: 'm-2' })).status).toBe(204);
    expect((await bridge.deliver(`not JSON ${NEEDLES.join()}`, { id: 'm-3' })).status).toBe(400);
    expect((await bridge.deliver(message, { id: 'm-4', headers: { 'webhook-signature': 'v1,x' } })).status).toBe(401);
    expect((await bridge.deliver({ ...message, more: gossip() }, { id: 'm-1' })).status).toBe(204);
    expect((await bridge.deliver(message, { id: 'm-5', address: `/webhooks/standard/${PHONE}?phone=${PHONE}` })).status).toBe(404);
    await settle(server);
    await expectNoTrace(server, log, NEEDLES);
    expect(await server.sql(`select state from inbox_message order by message_key`)).toEqual(
      ['applied', 'conflict', 'quarantined', 'quarantined'].map((state) => ({ state })),
    );
  });

  it('would be found if it were there', async () => {
    await server.sql(
      `insert into inbox_payload (received_day, shop_id, message_key, body, is_sealed) values ('2026-11-20', 1, 'planted', $1, false)`,
      [Buffer.from(JSON.stringify({ receiver: NAME }))],
    );
    await expect(expectNoTrace(server, log, [NEEDLES[0]!])).rejects.toThrow('inbox_payload');
    await server.sql(`delete from inbox_payload where message_key = 'planted'`);
  });

  it('is a keyed hash: the same for the same buyer, and not the plain hash of anything', async () => {
    const of = async (orderNo: string, buyer: object): Promise<string | null> => {
      await bridge.deliver(orderChanged({ orderNo, ...buyer }));
      await settle(server);
      const [row] = await server.sql<{ hash: string | null }>(
        `select encode(buyer_hash, 'hex') as hash from sales_order where order_no = $1`,
        [orderNo],
      );
      return row?.hash ?? null;
    };
    const first = await of('O-1', { buyerId: 'Alice' });
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await of('O-2', { buyerId: 'Alice' })).toBe(first);
    expect(await of('O-3', { buyerId: 'Bob' })).not.toBe(first);
    expect(await of('O-4', {})).toBeNull();
    expect(await of('O-5', { buyerHash: first, buyer_hash: first, BUYERHASH: first })).toBeNull();
    expect(await of('O-6', { buyerId: 'Bob', buyerHash: first })).not.toBe(first);
    expect(await of('O-7', { ['__proto__']: { buyerHash: first } })).toBeNull();
    expect(first).not.toBe(createHash('sha256').update('Alice').digest('hex'));
  });

  it('is not in what the API answers of the order', async () => {
    const { items } = await program.read<Page<object>>(`/api/v1/orders?shopId=${sample.shopId}`);
    expect(items.length).toBeGreaterThan(5);
    expect(JSON.stringify(items)).not.toMatch(/buyer|hash/i);
  });
});

describe('The log', () => {
  it('names routes and states, never tokens, cookies, addresses with their values or bodies', async () => {
    await program.make('/api/v1/orders', handOrder(sample, { orderNo: 'LOGGED-ORDER' }));
    await program.refused('GET', '/api/v1/merchants/LOGGED-PATH?cursor=LOGGED-QUERY');
    await server.request('POST', '/api/v1/auth/login', { username: 'LOGGED-USER', password: 'LOGGED-PASSWORD' });
    const text = log.join('');
    expect(text).toContain('/api/v1/orders');
    expect(log.map((line) => (JSON.parse(line) as { level: number }).level).every((level) => level <= pino.levels.values.error!)).toBe(
      true,
    );
    expect(text).not.toMatch(/LOGGED-|whsec_|cunbo_session/);
    expect(text).not.toContain(server.token);
    expect(text).not.toContain(SECRET.slice('whsec_'.length));
  });
});
