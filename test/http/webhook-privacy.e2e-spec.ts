import { setTimeout as sleep } from 'node:timers/promises';
import { PlatformSimulator, PLATFORMS, type SimulatedPlatform } from '../../src/modules/platform-simulator/index.js';
import { createLogger } from '../../src/platform/telemetry/index.js';
import { MessageStripping } from '../../src/modules/intake/message-stripping.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Bridge } from './bridge.js';
import { orderChanged } from './canonical-message.js';
import { CREDENTIALS, type Door, DOORS, EXTERNAL_IDS, resigned, send, type SoundPush, standardPush, toldBy } from './door-shops.js';
import { gossipOf, NEEDLES, stuffed } from './gossip.js';
import { OutsideProgram } from './outside-program.js';
import { OTHER_SECRET, registerMerchant } from './sample-merchant.js';
import { expectNoTrace } from './traces.js';

/** What opens the platforms' APIs, beside what opens the door. */
const API_CREDENTIALS: Readonly<Record<SimulatedPlatform, Readonly<Record<string, string>>>> = {
  douyin: { accessToken: 'access-douyin' },
  kuaishou: { appSecret: 'app-secret', signSecret: 'sign-secret', accessToken: 'access-kuaishou', refreshToken: 'refresh-kuaishou' },
  weixin: { appSecret: '0123456789abcdef0123456789abcdef' },
  tiktok: { accessToken: 'access-tiktok', refreshToken: 'refresh-tiktok' },
  shopify: { accessToken: 'shpat_access-shopify' },
  youzan: { accessToken: 'access-youzan' },
  woocommerce: { storeUrl: 'https://shop.example.com', consumerKey: `ck_${'1'.repeat(40)}`, consumerSecret: `cs_${'2'.repeat(40)}` },
};
const BUYER = {
  name: NEEDLES.name,
  phone: NEEDLES.phone,
  address: NEEDLES.address,
  openId: NEEDLES.openId,
  words: NEEDLES.words,
};
const ALL = Object.values(NEEDLES);

const simulator = new PlatformSimulator();
const log: string[] = [];
let server: TestApp;
let program: OutsideProgram;
let merchantId: string;
beforeAll(async () => {
  await simulator.start();
  server = await startTestApp({
    logger: createLogger('trace', { write: (line) => void log.push(line) }),
    platformApis: Object.fromEntries(PLATFORMS.map((platform) => [platform, simulator.baseUrl(platform)])),
  });
  program = new OutsideProgram(server);
  merchantId = (await registerMerchant(program)).merchantId;
});
afterAll(async () => {
  await server.close();
  await simulator.stop();
});

interface Opened {
  readonly shopId: string;
  readonly pushes: readonly SoundPush[];
}

async function open(door: Door): Promise<Opened> {
  const credentials = { ...CREDENTIALS[door], ...(door === 'standard' ? {} : { ...API_CREDENTIALS[door], bridgeSecret: OTHER_SECRET }) };
  const externalShopId = door === 'standard' ? null : EXTERNAL_IDS[door];
  const { id } = await program.make('/api/v1/shops', { merchantId, platform: door, name: '直播店', externalShopId, credentials });
  if (door === 'standard') return { shopId: id, pushes: [standardPush('m-1', JSON.stringify(orderChanged()))] };
  const book = simulator.openShop({ platform: door, credentials, externalShopId: EXTERNAL_IDS[door] });
  return { shopId: id, pushes: toldBy(book, undefined, BUYER) };
}

/** The same with a buyer in every place, and under ids of its own, so that it is read like the first. */
function gossiping(push: SoundPush): SoundPush {
  const text = push.content.toString().replace(/"(msg_id|eventId|tts_notification_id)":"/g, '$&gossip-');
  const headers = Object.fromEntries(Object.entries(push.headers).map(([name, value]) => [name, /-id$/.test(name) ? `${value}-g` : value]));
  const content = Buffer.from(JSON.stringify(stuffed(JSON.parse(text), gossipOf(push.door))));
  return resigned({ ...push, headers: push.door === 'douyin' ? push.headers : headers }, content);
}

async function settleWithDetails(): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    await settle(server);
    const [row] = await server.sql<{ count: number }>(`select count(*)::int as count from detail_todo where attempts = 0`);
    if (row?.count === 0) return settle(server);
    if (Date.now() > deadline) throw new Error(`${row?.count} orders have not been asked for`);
    await sleep(20);
  }
}

/** Where the orders that count were told: in what was pushed, and in what was asked for because of it. */
async function originsOf(door: Door): Promise<string[]> {
  const rows = await server.sql<{ origin: string }>(
    `select distinct m.origin from inbox_message m join shop s on s.id = m.shop_id where s.platform = $1 and m.state = 'applied' order by 1`,
    [door],
  );
  return rows.map(({ origin }) => origin);
}

describe.each(DOORS)('Who bought, at the address %s', (door) => {
  it('leaves no trace, whatever the platform pushes and answers, and wherever it says it', async () => {
    const { shopId, pushes } = await open(door);
    for (const push of pushes) expect((await send(server, shopId, push)).status).toBeLessThan(300);
    await settleWithDetails();
    for (const push of pushes) {
      expect((await send(server, shopId, gossiping(push))).status).toBeLessThan(300);
      // The same message, other words: a conflict where it has an id.
      const other = { ...gossipOf(door), ...(JSON.parse(gossiping(push).content.toString()) as object), more: 1 };
      if (!Array.isArray(JSON.parse(push.content.toString())))
        await send(server, shopId, resigned(push, Buffer.from(JSON.stringify(other))));
      // Authentic without being JSON, and not authentic.
      await send(server, shopId, resigned(push, Buffer.from(`{"appKey":"ks123456", ${ALL.join()}`)));
      await send(server, shopId, { ...gossiping(push), headers: {}, query: { phone: NEEDLES.phone } });
    }
    await settleWithDetails();
    await expectNoTrace(server, log, ALL);
    expect(await originsOf(door)).toEqual(door === 'standard' ? ['push'] : ['pull', 'push']);
  });

  it('leaves none either in what a bridge passes on of it', async () => {
    const { shopId } = await open(door);
    const bridge = new Bridge(server, shopId, door === 'standard' ? CREDENTIALS.standard.secret! : OTHER_SECRET);
    const message = stuffed(orderChanged({ orderNo: `bridged-${door}` }), gossipOf('standard')) as object;
    expect((await bridge.deliver(message)).status).toBe(204);
    await settle(server);
    await expectNoTrace(server, log, ALL);
  });
});

describe('The fields of a platform', () => {
  it('are taken out of its pushes also right after a bridge of its shop has spoken', async () => {
    const { shopId, pushes } = await open('douyin');
    const bridge = new Bridge(server, shopId, OTHER_SECRET);
    // The names that are remembered are looked up again after a while, by whoever comes first.
    server.app.get(MessageStripping).forget('douyin');
    expect((await bridge.deliver(orderChanged({ orderNo: 'before' }))).status).toBe(204);
    expect((await send(server, shopId, gossiping(pushes[0]!))).status).toBe(200);
    await settle(server);
    await expectNoTrace(server, log, ALL);
  });
});

describe('A field that nobody knew', () => {
  it('is shown to a person, and gone from what comes after they called it personal', async () => {
    const { shopId, pushes } = await open('tiktok');
    const push = pushes[0]!;
    const withField = (id: string): SoundPush => {
      const message = JSON.parse(push.content.toString()) as { data: object };
      return resigned(
        push,
        Buffer.from(JSON.stringify({ ...message, tts_notification_id: id, data: { ...message.data, parcel_locker: `locker ${id}` } })),
      );
    };
    await send(server, shopId, withField('before'));
    await settle(server);
    const fields = await program.read<{ items: readonly { platform: string; name: string; verdict: string }[] }>(
      '/api/v1/message-fields?limit=200',
    );
    expect(fields.items).toContainEqual(expect.objectContaining({ platform: 'tiktok', name: 'parcellocker', verdict: 'unclassified' }));
    await program.must(200, 'PUT', '/api/v1/message-fields/tiktok/parcellocker', { verdict: 'personal' });
    await send(server, shopId, withField('after'));
    await settle(server);
    const bodies = await server.sql<{ key: string; body: string }>(
      `select message_key as key, convert_from(body, 'UTF8') as body from inbox_payload where message_key in ('before', 'after') order by 1 desc`,
    );
    expect(bodies.map(({ key, body }) => [key, body.includes('locker')])).toEqual([
      ['before', true],
      ['after', false],
    ]);
  });
});
