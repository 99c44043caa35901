import { Webhook } from 'standardwebhooks';
import { ShopDirectory, ShopIds } from '../../src/modules/shops/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Bridge, type Delivery } from './bridge.js';
import { orderChanged } from './canonical-message.js';
import { breaches } from './conventions.js';
import { OutsideProgram, type Page, type Problem, type Reply } from './outside-program.js';
import { OTHER_SECRET, registerMerchant, type SampleMerchant, SECRET, standardShop } from './sample-merchant.js';

let server: TestApp;
let program: OutsideProgram;
let sample: SampleMerchant;
let bridge: Bridge;
beforeAll(async () => {
  server = await startTestApp();
  program = new OutsideProgram(server);
  sample = await registerMerchant(program);
  bridge = new Bridge(server, sample.shopId, SECRET);
});
afterAll(() => server.close());

const BODY = JSON.stringify(orderChanged());

async function countStored(): Promise<number> {
  const [row] = await server.sql<{ count: number }>(
    'select (select count(*) from inbox_message)::int + (select count(*) from inbox_payload)::int as count',
  );
  return row?.count ?? 0;
}

async function expectRefused(status: number, attempts: readonly Promise<Reply>[]): Promise<void> {
  const before = await countStored();
  for (const reply of await Promise.all(attempts)) {
    expect(breaches(reply)).toEqual([]);
    expect([status, (reply.body as Problem).code]).toEqual([reply.status, (reply.body as Problem).code]);
  }
  expect(await countStored()).toBe(before);
}

async function expectStored(delivery: Delivery, body: string = BODY): Promise<void> {
  const before = await countStored();
  const reply = await bridge.deliver(body, delivery);
  expect([reply.status, reply.body]).toEqual([204, '']);
  expect(await countStored()).toBe(before + 2);
}

describe('A delivery', () => {
  it('that is signed is stored and answered 204', async () => {
    await expectStored({});
  });

  it('is known by its id: again it is 204, and stored once', async () => {
    await expectStored({ id: 'again' });
    const before = await countStored();
    for (let repeat = 0; repeat < 3; repeat += 1) expect((await bridge.deliver(BODY, { id: 'again' })).status).toBe(204);
    expect(await countStored()).toBe(before);
  });

  it('that changed on its way by as little as one letter is refused', async () => {
    const flipped = Buffer.from(BODY);
    flipped[40] = (flipped[40] ?? 0) ^ 1;
    await expectRefused(401, [
      bridge.deliver(BODY, { payload: flipped }),
      bridge.deliver(BODY, { payload: `${BODY} ` }),
      bridge.deliver(BODY, { payload: BODY.slice(0, -1) }),
      bridge.deliver(BODY, { payload: '' }),
      bridge.deliver(BODY, { headers: { 'webhook-id': 'another' } }),
    ]);
  });

  it('signed with another secret is refused', async () => {
    await expectRefused(401, [bridge.deliver(BODY, { secret: OTHER_SECRET })]);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('without, or with an empty, %s is refused', async (name) => {
    await expectRefused(401, [bridge.deliver(BODY, { headers: { [name]: undefined } }), bridge.deliver(BODY, { headers: { [name]: '' } })]);
  });

  it.each(['x', '1e9', '-1', '+1795305600', '1795305600.5', '0x6b027f80', ' ', '99999999999999999999'])(
    'sent at %j is refused',
    async (timestamp) => {
      const signature = new Webhook(SECRET).sign('odd', new Date(Number.isFinite(Number(timestamp)) ? Number(timestamp) * 1000 : 0), BODY);
      const headers = { 'webhook-timestamp': timestamp, 'webhook-signature': signature };
      await expectRefused(401, [bridge.deliver(BODY, { id: 'odd', headers })]);
    },
  );

  it('is taken up to five minutes early or late, and not beyond', async () => {
    await expectStored({ sentIn: 300 });
    await expectStored({ sentIn: -290 });
    await expectRefused(401, [
      bridge.deliver(BODY, { sentIn: 310 }),
      bridge.deliver(BODY, { sentIn: -301 }),
      bridge.deliver(BODY, { sentIn: -86_400 }),
    ]);
  });

  it('may carry several signatures, one of which is right', async () => {
    // The time is sent as it was signed: a second may pass in between.
    const sent = bridge.sign(BODY, { id: 'several' });
    const good = sent['webhook-signature'] ?? '';
    const bad = bridge.sign(BODY, { id: 'several', secret: OTHER_SECRET })['webhook-signature'] ?? '';
    await expectStored({ id: 'several', headers: { ...sent, 'webhook-signature': `${bad} ${good}` } });
    const other = bridge.sign(BODY, { id: 'several-2' });
    await expectStored({
      id: 'several-2',
      headers: { ...other, 'webhook-signature': `v1a,AAAA v2,x ${other['webhook-signature'] ?? ''} v1,` },
    });
    await expectRefused(401, [bridge.deliver(BODY, { id: 'several', headers: { 'webhook-signature': `${bad} ${bad} v1, v1` } })]);
  });

  it('signed under a version that is not ours is refused', async () => {
    const headersWith = (change: (signature: string) => string): Delivery => {
      return { id: 'version', headers: { 'webhook-signature': change(resigned('version')) } };
    };
    const changes = ['v1a,', 'v2,', 'V1,', '', 'v1=', 'v1 ', 'xv1,'].map((version) =>
      headersWith((signature) => signature.replace('v1,', version)),
    );
    await expectRefused(
      401,
      changes.map((delivery) => bridge.deliver(BODY, delivery)),
    );
  });

  it.each([
    ['with a dot', 'a.b'],
    ['that is only a dot', '.'],
    ['of 257 letters', 'x'.repeat(257)],
  ])('under an id %s is refused', async (_what, id) => {
    await expectRefused(401, [bridge.deliver(BODY, { id })]);
  });

  it('under the longest id is taken', async () => {
    await expectStored({ id: 'x'.repeat(256) });
  });

  it('is told by its bytes, whatever they are said to be', async () => {
    for (const type of ['text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded', undefined])
      await expectStored({ headers: { 'content-type': type } });
  });

  function resigned(id: string): string {
    return bridge.sign(BODY, { id })['webhook-signature'] ?? '';
  }
});

describe('While a secret is changed', () => {
  it('both are taken, and afterwards the new one alone', async () => {
    const { id } = await program.make('/api/v1/shops', standardShop(sample.merchantId));
    const credentials = { secret: OTHER_SECRET, previousSecret: SECRET };
    expect(await program.must(200, 'PATCH', `/api/v1/shops/${id}`, { credentials })).toMatchObject({ hasPreviousSecret: true });
    const rotating = new Bridge(server, id, SECRET);
    expect((await rotating.deliver(BODY)).status).toBe(204);
    expect((await rotating.deliver(BODY, { secret: OTHER_SECRET })).status).toBe(204);

    const { id: doneId } = await program.make('/api/v1/shops', standardShop(sample.merchantId));
    await program.must(200, 'PATCH', `/api/v1/shops/${doneId}`, { credentials: { secret: OTHER_SECRET } });
    const done = new Bridge(server, doneId, SECRET);
    await expectRefused(401, [done.deliver(BODY)]);
    expect((await done.deliver(BODY, { secret: OTHER_SECRET })).status).toBe(204);
  });

  it('the new one is taken soon, also where the old one is remembered', async () => {
    const { id } = await program.make('/api/v1/shops', standardShop(sample.merchantId));
    const remembered = new Bridge(server, id, SECRET);
    expect((await remembered.deliver(BODY)).status).toBe(204);
    await program.must(200, 'PATCH', `/api/v1/shops/${id}`, { credentials: { secret: OTHER_SECRET, previousSecret: SECRET } });
    const deadline = Date.now() + 5_000;
    while ((await remembered.deliver(BODY, { secret: OTHER_SECRET })).status !== 204) expect(Date.now()).toBeLessThan(deadline);
    expect((await remembered.deliver(BODY)).status).toBe(204);
  });
});

describe('The address of a delivery', () => {
  it('of a shop that there is not is answered 404', async () => {
    const missing = server.app.get(ShopIds).encode('7777777');
    await expectRefused(404, [bridge.deliver(BODY, { address: `/webhooks/standard/${missing}` })]);
  });

  it('that was not made here costs no query', async () => {
    const queries = countDoorQueries();
    const { shopId } = sample;
    const forged = `${shopId.slice(0, -1)}${shopId.endsWith('0') ? '1' : '0'}`;
    const addresses = [forged, '1', 'x'.repeat(500), `${shopId}0`, shopId.slice(1), '%00', '__proto__'].map(
      (id) => `/webhooks/standard/${id}`,
    );
    await expectRefused(
      404,
      addresses.map((address) => bridge.deliver(BODY, { address })),
    );
    expect(queries()).toBe(0);
  });

  it('of a platform that does not deliver here is answered 404', async () => {
    const platforms = ['taobao', 'jd', 'douyin', 'manual', 'Standard', 'constructor', '__proto__', 'toString'];
    await expectRefused(
      404,
      platforms.map((platform) => bridge.deliver(BODY, { address: `/webhooks/${platform}/${sample.shopId}` })),
    );
  });

  it.each(['taobao', 'pinduoduo', 'jd'])('of a bridge for %s is that of canonical events', async (platform) => {
    const { id } = await program.make('/api/v1/shops', standardShop(sample.merchantId, platform));
    const foreign = new Bridge(server, id, SECRET);
    expect((await foreign.deliver(BODY)).status).toBe(204);
    await expectRefused(404, [foreign.deliver(BODY, { address: `/webhooks/${platform}/${id}` })]);
  });

  it('of a manual shop is none', async () => {
    const { items } = await program.read<Page<{ id: string; platform: string }>>(`/api/v1/shops?merchantId=${sample.merchantId}`);
    const manual = items.find(({ platform }) => platform === 'manual');
    await expectRefused(404, [bridge.deliver(BODY, { address: `/webhooks/standard/${manual?.id}` })]);
  });

  it('of an archived shop still takes what becomes of its orders', async () => {
    const { id } = await program.make('/api/v1/shops', standardShop(sample.merchantId));
    await program.must(200, 'POST', `/api/v1/shops/${id}/archive`);
    expect((await new Bridge(server, id, SECRET).deliver(BODY)).status).toBe(204);
  });

  it('is not for reading', async () => {
    expect(await program.refused('GET', `/webhooks/standard/${sample.shopId}`)).toMatchObject({ status: 404 });
  });

  /** Shops looked up from now on. */
  function countDoorQueries(): () => number {
    const directory = server.app.get(ShopDirectory);
    const original = directory.find.bind(directory);
    let count = 0;
    directory.find = (tx, shopDbId) => {
      count += 1;
      return original(tx, shopDbId);
    };
    return () => {
      directory.find = original;
      return count;
    };
  }
});

describe('A large delivery', () => {
  it('of a megabyte is taken, and one byte more is refused with 413', async () => {
    const frame = JSON.stringify(orderChanged({ padding: '' }));
    const whole = frame.replace('"padding":""', `"padding":"${'x'.repeat(1_048_576 - frame.length)}"`);
    expect(whole).toHaveLength(1_048_576);
    await expectStored({}, whole);
    await expectRefused(413, [bridge.deliver(`${whole} `), bridge.deliver('x'.repeat(3_000_000))]);
  });
});
