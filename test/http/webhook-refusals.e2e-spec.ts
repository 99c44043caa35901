import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { breaches } from './conventions.js';
import {
  CREDENTIALS,
  type Door,
  DOORS,
  type DoorShop,
  openBook,
  openDoorShops,
  resigned,
  send,
  type SoundPush,
  standardPush,
  withContent,
  WRONG_CREDENTIALS,
} from './door-shops.js';
import { OutsideProgram, type Problem, type Reply } from './outside-program.js';
import { registerMerchant } from './sample-merchant.js';

let server: TestApp;
let shops: ReadonlyMap<Door, DoorShop>;
beforeAll(async () => {
  server = await startTestApp({ platformApis: Object.fromEntries(DOORS.map((door) => [door, 'http://127.0.0.1:9'])) });
  const program = new OutsideProgram(server);
  const opened = await openDoorShops(program, (await registerMerchant(program)).merchantId);
  shops = new Map(opened.map((shop) => [shop.door, shop]));
});
afterAll(() => server.close());

function shopOf(door: Door): DoorShop {
  const shop = shops.get(door);
  if (shop === undefined) throw new Error(`No shop at ${door}`);
  return shop;
}

function soundPush(door: Door): SoundPush {
  const push = shopOf(door).pushes.at(-1);
  if (push === undefined) throw new Error(`${door} has nothing to tell`);
  return push;
}

async function countStored(): Promise<number> {
  const [row] = await server.sql<{ count: number }>(
    'select ((select count(*) from inbox_message) + (select count(*) from inbox_payload))::int as count',
  );
  return row?.count ?? 0;
}

async function expectRefused(door: Door, push: SoundPush, status = 401, code = 'webhook.signature'): Promise<void> {
  const before = await countStored();
  const reply = await send(server, shopOf(door).shopId, push);
  expect([reply.status, (reply.body as Problem).code]).toEqual([status, code]);
  expect(breaches(reply)).toEqual([]);
  expect(await countStored()).toBe(before);
}

const HEADER: Readonly<Partial<Record<Door, string>>> = {
  standard: 'webhook-signature',
  douyin: 'event-sign',
  tiktok: 'authorization',
  shopify: 'x-shopify-hmac-sha256',
  youzan: 'event-sign',
  woocommerce: 'x-wc-webhook-signature',
};
const SIGNED_IN_HEADER = DOORS.filter((door) => HEADER[door] !== undefined);

function withSignature(push: SoundPush, change: (signature: string) => string | undefined): SoundPush {
  const name = HEADER[push.door];
  if (name === undefined) return push.door === 'weixin' ? withQuery(push, change) : push;
  const { [name]: signature = '', ...others } = push.headers;
  const changed = change(signature);
  return { ...push, headers: changed === undefined ? others : { ...others, [name]: changed } };
}

function withQuery(push: SoundPush, change: (signature: string) => string | undefined): SoundPush {
  const { msg_signature = '', ...others } = push.query;
  const changed = change(msg_signature);
  return { ...push, query: changed === undefined ? others : { ...others, msg_signature: changed } };
}

/** The last letter of something that is signed or sealed, not of what is around it. */
function withOtherLetter(body: Buffer): Buffer {
  const changed = Buffer.from(body);
  const at = body.lastIndexOf(
    /[a-z]/.exec(
      body
        .toString('latin1')
        .slice(-40)
        .replace(/[^a-z]/g, '') || 'a',
    )?.[0] ?? 'a',
  );
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

const otherCase = (sign: string): string => (sign === sign.toUpperCase() ? sign.toLowerCase() : sign.toUpperCase());

/** Changes that are made to a sound push on its way; what its signature is made of stays. */
const TAMPERED: readonly (readonly [what: string, (push: SoundPush) => SoundPush])[] = [
  ['one letter changed', (push) => ({ ...push, body: withOtherLetter(push.body) })],
  ['its last byte cut off', (push) => ({ ...push, body: push.body.subarray(0, -3) })],
  ['half of it gone', (push) => ({ ...push, body: push.body.subarray(0, push.body.length / 2) })],
  ['no body', (push) => ({ ...push, body: Buffer.alloc(0) })],
  ['its body twice', (push) => ({ ...push, body: Buffer.concat([push.body, push.body]) })],
  ['its text in UTF-16', (push) => ({ ...push, body: Buffer.from(push.body.toString(), 'utf16le') })],
  ['its body compressed', (push) => ({ ...push, body: gzipSync(push.body), headers: { ...push.headers, 'content-encoding': 'gzip' } })],
  ['the content of another message', (push) => ({ ...push, body: withoutSeal(push, Buffer.from(`${push.content.toString()} `)) })],
];

/** Sealed as it must be, and signed as before. */
function withoutSeal(push: SoundPush, content: Buffer): Buffer {
  const other = resigned(push, content).body;
  // Nothing vouches for what is sealed on 快手 but the key.
  return push.door === 'kuaishou' ? Buffer.from(other.toString().replace(/[a-z]/, otherCase)) : other;
}

describe.each(DOORS)('At the address %s', (door) => {
  it.each(TAMPERED)('a push with %s is refused', async (_what, tamper) => {
    await expectRefused(door, tamper(soundPush(door)));
  });

  it('a push that is signed with another secret is refused', async () => {
    const push = soundPush(door);
    await expectRefused(door, resigned(push, push.content, WRONG_CREDENTIALS[door]));
  });

  it('a push as sound as it was refused is taken, answered in the words of the platform, and stored once', async () => {
    const push = soundPush(door);
    const before = await countStored();
    const replies: Reply[] = [];
    for (let times = 0; times < 3; times += 1) replies.push(await send(server, shopOf(door).shopId, push));
    const [status, type, body] = ANSWERS[door];
    for (const reply of replies) expect([reply.status, reply.headers['content-type'], reply.body]).toEqual([status, type, body]);
    const [{ count }] = (await server.sql<{ count: number }>(
      `select count(*)::int as count from inbox_message m join shop s on s.id = m.shop_id where s.platform = $1`,
      [door],
    )) as [{ count: number }];
    expect(count).toBeGreaterThan(0);
    expect(await countStored()).toBe(before + 2 * count);
  });
});

/** Status, type and text, to the letter; where there is no text there is no type. */
const ANSWERS: Readonly<Record<Door, readonly [number, string | undefined, unknown]>> = {
  standard: [204, undefined, ''],
  douyin: [200, 'application/json; charset=utf-8', { code: 0, msg: 'success' }],
  kuaishou: [200, 'application/json; charset=utf-8', { result: 1 }],
  weixin: [200, 'text/plain', 'success'],
  tiktok: [200, undefined, ''],
  shopify: [200, undefined, ''],
  youzan: [200, 'application/json; charset=utf-8', { code: 0, msg: 'success' }],
  woocommerce: [200, undefined, ''],
};

describe.each([...SIGNED_IN_HEADER, 'weixin'] as const)('The signature of %s', (door) => {
  const asBytes = (signature: string) => Buffer.from(signature.replace('v1,', ''), /^[0-9a-f]+$/.test(signature) ? 'hex' : 'base64');

  it.each<readonly [string, (signature: string) => string | undefined]>([
    ['is missing', () => undefined],
    ['is empty', () => ''],
    ['is cut off', (signature) => signature.slice(0, -4)],
    ['is longer', (signature) => `${signature}00`],
    ['is the one of another message', (signature) => signature.replace(/[0-9]/, (digit) => (digit === '0' ? '1' : '0'))],
    ['has a scheme before it', (signature) => `Bearer${signature}`],
    ['is written as latin letters', (signature) => asBytes(signature).toString('latin1')],
    ['is nothing but zeros', (signature) => signature.replace(/[A-Za-z0-9+/]/g, '0')],
    ['is very long', (signature) => signature.repeat(500)],
  ])('opens nothing if it %s', async (_what, change) => {
    await expectRefused(door, withSignature(soundPush(door), change));
  });
});

describe('An app that is not the shop’s', () => {
  const otherApp: readonly (readonly [Door, (push: SoundPush) => SoundPush])[] = [
    ['douyin', (push) => ({ ...push, headers: { ...push.headers, 'app-id': '6844048284663924232' } })],
    ['douyin', (push) => resigned(push, push.content, { ...CREDENTIALS.douyin, appKey: '6844048284663924232' })],
    ['kuaishou', (push) => resigned(push, Buffer.from(push.content.toString().replace('ks123456', 'ks123457')))],
    ['kuaishou', (push) => resigned(push, Buffer.from(push.content.toString().replace('"appKey":"ks123456",', '')))],
    ['weixin', (push) => resigned(push, push.content, { ...CREDENTIALS.weixin, appId: 'wx0123456789abcdee' })],
    ['weixin', (push) => resigned(push, push.content, { ...CREDENTIALS.weixin, appId: '' })],
    ['tiktok', (push) => resigned(push, push.content, { ...CREDENTIALS.tiktok, appKey: '6a7b8c9d0f' })],
    ['youzan', (push) => ({ ...push, headers: { ...push.headers, 'client-id': 'a1b2c3d4e5f6a7b8c8' } })],
    ['youzan', (push) => resigned(push, Buffer.from(push.content.toString().replace('a1b2c3d4e5f6a7b8c9', 'a1b2c3d4e5f6a7b8c8')))],
  ];

  it.each(otherApp)('is refused at the address %s', async (door, change) => {
    await expectRefused(door, change(soundPush(door)));
  });
});

describe('A push written anew', () => {
  it.each(SIGNED_IN_HEADER)('is refused at the address %s, though it says the same', async (door) => {
    const push = soundPush(door);
    await expectRefused(door, { ...push, body: Buffer.from(JSON.stringify(JSON.parse(push.body.toString()), null, 1)) });
  });

  it('is refused on 快手 in any other spelling of its base64', async () => {
    const push = soundPush('kuaishou');
    const body = push.body.toString();
    for (const other of [
      `${body}====`,
      body.replace(/=*$/, ''),
      body.replace(/(.{76})/g, '$1\n'),
      `\ufeff${body}`,
      encodeURIComponent(body),
    ])
      if (other !== body) await expectRefused('kuaishou', { ...push, body: Buffer.from(other) });
  });

  it('is taken on 微信小店: what is around the sealed text is not signed, and not believed', async () => {
    const push = shopOf('weixin').pushes[0]!;
    const { Encrypt } = JSON.parse(push.body.toString()) as { Encrypt: string };
    const reply = await send(server, shopOf('weixin').shopId, {
      ...push,
      body: Buffer.from(JSON.stringify({ ToUserName: 'x', Encrypt }, null, 2)),
    });
    expect(reply.status).toBe(200);
    const before = await countStored();
    await send(server, shopOf('weixin').shopId, push);
    expect(await countStored()).toBe(before);
  });
});

describe('A recording that is played again', () => {
  it('is refused once a bridge’s five minutes are over', async () => {
    const at = Math.floor(Date.now() / 1_000) - 301;
    await expectRefused('standard', standardPush('msg_late', soundPush('standard').content.toString(), CREDENTIALS.standard.secret, at));
  });

  it('is known wherever no time is signed, however old it is', async () => {
    for (const door of DOORS) {
      if (door === 'standard') continue;
      const { shopId } = shopOf(door);
      for (const push of shopOf(door).pushes) await send(server, shopId, push);
      const before = await countStored();
      for (const push of shopOf(door).pushes) expect((await send(server, shopId, push)).status).toBe(200);
      expect([door, await countStored()]).toEqual([door, before]);
    }
  });

  it('does not become another message by headers that are not signed, where the message has an id', async () => {
    for (const door of ['douyin', 'tiktok', 'youzan'] as const) {
      const push = soundPush(door);
      await send(server, shopOf(door).shopId, push);
      const before = await countStored();
      const headers = { ...push.headers, 'event-type': 'trade_TradeClose', 'x-request-id': '2', 'content-type': 'text/html' };
      await send(server, shopOf(door).shopId, { ...push, headers });
      expect([door, await countStored()]).toEqual([door, before]);
    }
  });
});

describe('What a platform sends to try the address', () => {
  const probes: readonly (readonly [Door, string, () => SoundPush])[] = [
    ['douyin', 'signed', () => withContent(openBook('douyin').probe())],
    ['kuaishou', 'sealed', () => withContent(openBook('kuaishou').probe())],
    ['kuaishou', 'in clear', () => ({ ...soundPush('kuaishou'), body: Buffer.from('{"test":true}') })],
    ['woocommerce', 'unsigned', () => withContent(openBook('woocommerce').probe())],
    ['youzan', 'signed', () => withContent(openBook('youzan').probe())],
  ];

  it.each(probes)('is acknowledged, and not kept: %s, %s', async (door, _how, probe) => {
    const before = await countStored();
    const [status, type, body] = ANSWERS[door];
    const reply = await send(server, shopOf(door).shopId, probe());
    expect([reply.status, reply.headers['content-type'], reply.body]).toEqual([status, type, body]);
    expect(await countStored()).toBe(before);
  });

  it.each<readonly [Door, string]>([
    ['kuaishou', '{"test":true,"more":1}'],
    ['kuaishou', '{"test":false}'],
    ['woocommerce', 'webhook_id='],
    ['woocommerce', 'webhook_id=1&order_id=2'],
    ['woocommerce', 'webhook_id=1 '],
    ['woocommerce', '{"webhook_id":1}'],
  ])('is nothing else: %s, %s', async (door, body) => {
    await expectRefused(door, { ...soundPush(door), headers: {}, body: Buffer.from(body) });
  });
});

describe('The handshake of 微信小店', () => {
  const greeting = () => withContent(openBook('weixin').probe());

  it('is answered with what was to be echoed, as plain text', async () => {
    const push = greeting();
    const before = await countStored();
    const reply = await send(server, shopOf('weixin').shopId, push);
    expect([reply.status, reply.headers['content-type'], reply.body]).toEqual([200, 'text/plain', push.query.echostr]);
    expect(await countStored()).toBe(before);
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['another signature', { signature: '0'.repeat(40) }],
    ['another time', { timestamp: '1714036505' }],
    ['nothing to echo', { echostr: '' }],
    ['a page to echo', { echostr: '<script>alert(1)</script>' }],
    ['a header to echo', { echostr: '1\r\nSet-Cookie: a=b' }],
  ])('is refused with %s', async (_what, query) => {
    const push = greeting();
    await expectRefused('weixin', { ...push, query: { ...push.query, ...query } });
  });

  it('is refused by another shop’s token', async () => {
    await expectRefused('weixin', withContent(openBook('weixin', WRONG_CREDENTIALS.weixin).probe()));
  });

  it.each(DOORS.filter((door) => !['weixin', 'kuaishou', 'woocommerce'].includes(door)))('is not for %s', async (door) => {
    await expectRefused(door, { ...greeting(), door }, 404, 'webhook.unknown-shop');
  });
});

describe('A signature that is sent twice', () => {
  it.each(SIGNED_IN_HEADER.filter((door) => door !== 'standard'))(
    'opens nothing at the address %s if the first one is wrong',
    async (door) => {
      const { body, headers, content } = soundPush(door);
      const wrong = resigned(soundPush(door), content, WRONG_CREDENTIALS[door]).headers[HEADER[door] ?? ''] ?? '';
      const before = await countStored();
      const pairs = Object.entries(headers).flatMap(([name, value]) =>
        name === HEADER[door] ? [name, wrong, name, value] : [name, value],
      );
      expect(await post(`/webhooks/${door}/${shopOf(door).shopId}`, pairs, body)).toMatchObject({ status: 401 });
      expect(await countStored()).toBe(before);
    },
  );

  /** Over a real connection: names may be repeated there. */
  async function post(path: string, headers: readonly string[], body: Buffer): Promise<{ status: number | undefined; text: string }> {
    const listener = server.app.getHttpServer() as { address(): AddressInfo | null };
    if (listener.address() === null) await server.app.listen(0, '127.0.0.1');
    const port = listener.address()?.port;
    const all = ['host', '127.0.0.1', ...headers, 'content-length', String(body.length)];
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path, headers: all });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
    return { status: response.statusCode, text: await text(response) };
  }
});
