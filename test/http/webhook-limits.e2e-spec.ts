import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { orderChanged } from './canonical-message.js';
import { breaches } from './conventions.js';
import { DOORS, type DoorShop, openDoorShops, resigned, send, type SoundPush, standardPush } from './door-shops.js';
import { whileInboxIsLocked } from './locked-inbox.js';
import { OutsideProgram, type Problem, type Reply } from './outside-program.js';
import { registerMerchant } from './sample-merchant.js';

const MIB = 1_048_576;
const NOWHERE = Object.fromEntries(DOORS.map((door) => [door, 'http://127.0.0.1:9']));

function push(id: string, padding = 0): SoundPush {
  return standardPush(
    id,
    JSON.stringify(orderChanged({ orderNo: `order-${id}`, ...(padding === 0 ? {} : { padding: 'x'.repeat(padding) }) })),
  );
}

async function storedKeys(server: TestApp, prefix: string): Promise<string[]> {
  const rows = await server.sql<{ key: string }>(`select message_key as key from inbox_message where message_key like $1 order by 1`, [
    `${prefix}%`,
  ]);
  return rows.map(({ key }) => key);
}

async function countStored(server: TestApp): Promise<number> {
  const [row] = await server.sql<{ count: number }>('select count(*)::int as count from inbox_message');
  return row?.count ?? 0;
}

function expectComeBackLater(reply: Reply, status: number, code: string): void {
  expect([reply.status, reply.body]).toEqual([status, expect.objectContaining({ status, code, type: `urn:cunbo:problem:${code}` })]);
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
}

describe('A shop that pushes too fast', () => {
  let server: TestApp;
  let shops: DoorShop[];
  beforeAll(async () => {
    server = await startTestApp({ shopPushesPerSecond: 2, platformApis: NOWHERE });
    const program = new OutsideProgram(server);
    const { merchantId } = await registerMerchant(program);
    shops = await openDoorShops(program, merchantId, ['standard', 'tiktok']);
  });
  afterAll(() => server.close());

  it('is told to come back, and nothing of it is stored; the others pass, and so does it a little later', async () => {
    const [wild, calm] = shops as [DoorShop, DoorShop];
    const replies = await Promise.all(Array.from({ length: 60 }, (_, index) => send(server, wild.shopId, push(`wild-${index}`))));
    const refused = replies.filter(({ status }) => status !== 204);
    for (const reply of refused) expectComeBackLater(reply, 429, 'webhook.too-many');
    // What it saves up is five seconds' worth.
    expect(replies.length - refused.length).toBeGreaterThanOrEqual(10);
    expect(replies.length - refused.length).toBeLessThan(25);
    expect((await storedKeys(server, 'wild-')).length).toBe(replies.length - refused.length);
    for (const told of calm.pushes.slice(0, 5)) expect((await send(server, calm.shopId, told)).status).toBe(200);
    const patience = Date.now() + 10_000;
    while ((await send(server, wild.shopId, push('wild-again'))).status !== 204) expect(Date.now()).toBeLessThan(patience);
  });

  it('is not helped, nor harmed, by what others send in its name', async () => {
    const [shop] = shops as [DoorShop];
    const patience = Date.now() + 10_000;
    while ((await send(server, shop.shopId, push('rested'))).status !== 204) expect(Date.now()).toBeLessThan(patience);
    await sleep(1_000);
    const forged = { ...push('forged'), body: Buffer.from('{}') };
    const replies = await Promise.all(Array.from({ length: 60 }, () => send(server, shop.shopId, forged)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401]));
    expect((await send(server, shop.shopId, push('after-forgeries'))).status).toBe(204);
  });
});

describe('The door', () => {
  let server: TestApp;
  let shops: DoorShop[];
  let shopId: string;
  beforeAll(async () => {
    server = await startTestApp({ platformApis: NOWHERE });
    const program = new OutsideProgram(server);
    shops = await openDoorShops(program, (await registerMerchant(program)).merchantId);
    shopId = shops[0]!.shopId;
    await server.app.listen(0, '127.0.0.1');
  });
  afterAll(() => server.close());

  async function post(headers: Readonly<Record<string, string>>, parts: readonly Buffer[]): Promise<{ status: number; body: unknown }> {
    const { port } = (server.app.getHttpServer() as { address(): AddressInfo }).address();
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path: `/webhooks/standard/${shopId}`, headers });
    sent.on('error', () => undefined);
    for (const part of parts) sent.write(part);
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, body: JSON.parse((await text(response)) || 'null') as unknown };
  }

  it.each(DOORS)('takes no body of more than a megabyte at the address %s', async (door) => {
    const shop = shops.find((one) => one.door === door)!;
    const sound = shop.pushes.at(-1)!;
    const large = resigned(sound, Buffer.concat([sound.content, Buffer.alloc(MIB + 1 - sound.content.length, ' ')]));
    const before = await countStored(server);
    const reply = await send(server, shop.shopId, large);
    expect([reply.status, (reply.body as Problem).code, breaches(reply)]).toEqual([413, 'http.too-large', []]);
    expect(await countStored(server)).toBe(before);
  });

  it('takes none in pieces either, whose length nobody said', async () => {
    const { headers } = push('pieces');
    const pieces = Array.from({ length: 20 }, () => Buffer.alloc(MIB / 16, ' '));
    expect(await post({ ...headers, 'transfer-encoding': 'chunked' }, pieces)).toMatchObject({
      status: 413,
      body: { code: 'http.too-large' },
    });
  });

  it('is not held shut by strangers who begin to speak at addresses that are none and do not end', async () => {
    const { port } = (server.app.getHttpServer() as { address(): AddressInfo }).address();
    const head = (path: string) => `POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc`;
    const paths = ['/webhooks/standard/1', '/webhooks/nobody/x', `/webhooks/standard/${shopId}0`, `/webhooks/taobao/${shopId}`];
    const strangers = Array.from({ length: 300 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
    for (const [index, stranger] of strangers.entries()) stranger.write(head(paths[index % paths.length]!));
    const answers = strangers.map(async (stranger) => (await text(stranger)).split('\r\n')[0]);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 404 Not Found']));
    expect((await send(server, shopId, push('after-strangers'))).status).toBe(204);
  });

  it('sends away whom it cannot serve while nothing is committed, and what it acknowledges later is there, once', async () => {
    await send(server, shopId, push('warm'));
    const count = 4_400;
    const began: Promise<Reply>[] = [];
    await whileInboxIsLocked(server, async () => {
      for (let index = 0; index < count; index += 1) began.push(send(server, shopId, push(`held-${index}`)));
      await sleep(1_500);
    });
    const replies = await Promise.all(began);
    const taken = replies.flatMap(({ status }, index) => (status === 204 ? [`held-${index}`] : []));
    for (const reply of replies) if (reply.status !== 204) expectComeBackLater(reply, 503, 'webhook.busy');
    expect(taken.length).toBe(4_000);
    expect(await storedKeys(server, 'held-')).toEqual(taken.sort());
    expect((await send(server, shopId, push('after'))).status).toBe(204);
  });

  it('holds no more than it promised of large bodies, and stores those it acknowledges', async () => {
    const pushes = Array.from({ length: 200 }, (_, index) => push(`large-${index}`, MIB - 2_000));
    const before = process.memoryUsage().rss;
    const began: Promise<Reply>[] = [];
    let peak = 0;
    await whileInboxIsLocked(server, async () => {
      for (const one of pushes) began.push(send(server, shopId, one));
      await sleep(1_500);
      peak = process.memoryUsage().rss;
    });
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
    const replies = await Promise.all(began);
    clearInterval(watch);
    const taken = replies.flatMap(({ status }, index) => (status === 204 ? [`large-${index}`] : []));
    for (const reply of replies) if (reply.status !== 204) expectComeBackLater(reply, 503, 'webhook.busy');
    expect(taken.length).toBeGreaterThan(120);
    expect(taken.length).toBeLessThan(130);
    expect(await storedKeys(server, 'large-')).toEqual(taken.sort());
    expect((peak - before) / MIB).toBeLessThan(550);
  }, 180_000);
});
