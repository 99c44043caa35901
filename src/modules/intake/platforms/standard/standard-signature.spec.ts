import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Push } from '../platform-adapter.js';
import { isSigned, standardKeys, webhookId } from './standard-signature.js';

/** The vector that the Standard Webhooks libraries publish. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const SENT = 1_614_265_330;
const BODY = Buffer.from('{"test": 2432232314}');
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const OTHER = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const KEYS = standardKeys({ secret: SECRET });

type Headers = Record<string, string | string[] | undefined>;

function push(headers: Headers = {}, more: Partial<Push> = {}): Push {
  const sound = { 'webhook-id': ID, 'webhook-timestamp': String(SENT), 'webhook-signature': SIGNATURE };
  return pushOf({ ...sound, ...headers }, more);
}

function pushOf(headers: Headers, more: Partial<Push> = {}): Push {
  return { method: 'POST', query: {}, headers, rawBody: BODY, receivedAt: new Date(SENT * 1_000), ...more };
}

function signatureOf(id: string, timestamp: string, secret = SECRET): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(BODY).digest('base64')}`;
}

describe('A signature by Standard Webhooks', () => {
  it('is right in the published example', () => {
    expect(isSigned(push(), KEYS)).toBe(true);
  });

  it.each([
    ['another body', push({}, { rawBody: Buffer.from('{"test":2432232314}') })],
    ['another id', push({ 'webhook-id': `${ID}x` })],
    ['another time', push({ 'webhook-timestamp': String(SENT + 1) })],
    ['no id', push({ 'webhook-id': undefined })],
    ['no time', push({ 'webhook-timestamp': undefined })],
    ['no signature', push({ 'webhook-signature': undefined })],
    ['two headers of a name', push({ 'webhook-signature': [SIGNATURE, SIGNATURE] })],
    ['half a signature', push({ 'webhook-signature': SIGNATURE.slice(0, 20) })],
    ['a signature that goes on', push({ 'webhook-signature': SIGNATURE.replace('=', 'AAAA') })],
    ['no version', push({ 'webhook-signature': SIGNATURE.slice(3) })],
    ['a version that is not ours', push({ 'webhook-signature': SIGNATURE.replace('v1,', 'v1a,') })],
    ['an empty signature', push({ 'webhook-signature': 'v1,' })],
  ])('is wrong with %s', (_what, wrong) => {
    expect(isSigned(wrong, KEYS)).toBe(false);
  });

  it.each([
    ['another secret', { secret: OTHER }],
    ['no secret', {}],
    ['an empty secret', { secret: '' }],
    ['a secret without its prefix', { secret: SECRET.slice('whsec_'.length) }],
    ['a secret of nothing', { secret: 'whsec_' }],
    ['a secret of 23 bytes', { secret: `whsec_${Buffer.alloc(23, 7).toString('base64')}` }],
    ['a secret of 65 bytes', { secret: `whsec_${Buffer.alloc(65, 7).toString('base64')}` }],
    ['a secret with a space in it', { secret: SECRET.replace('MfKQ', 'Mf KQ') }],
  ])('is wrong by %s', (_what, credentials) => {
    expect(isSigned(push(), standardKeys(credentials))).toBe(false);
  });

  it('holds exactly five minutes before and after', () => {
    const receivedAfter = (ms: number) => isSigned(push({}, { receivedAt: new Date(SENT * 1_000 + ms) }), KEYS);
    expect([receivedAfter(300_000), receivedAfter(-300_000)]).toEqual([true, true]);
    expect([receivedAfter(300_001), receivedAfter(-300_001)]).toEqual([false, false]);
  });

  it.each([`${SENT}.0`, `+${SENT}`, ` ${SENT}`, '0x60379b32', '1.61426533e9', `-${SENT}`, '', `${SENT}000`, '9'.repeat(13)])(
    'is wrong at the time %j, however it is signed',
    (timestamp) => {
      expect(isSigned(push({ 'webhook-timestamp': timestamp, 'webhook-signature': signatureOf(ID, timestamp) }), KEYS)).toBe(false);
    },
  );

  it('may be one of several, by the new or by the old secret', () => {
    const old = signatureOf(ID, String(SENT), OTHER);
    expect(isSigned(push({ 'webhook-signature': `v1a,xyz v2,abc ${old} ${SIGNATURE}` }), KEYS)).toBe(true);
    expect(isSigned(push({ 'webhook-signature': old }), standardKeys({ secret: SECRET, previousSecret: OTHER }))).toBe(true);
    expect(isSigned(push(), standardKeys({ secret: OTHER, previousSecret: SECRET }))).toBe(true);
    expect(isSigned(push({ 'webhook-signature': `${old} ${old}` }), KEYS)).toBe(false);
  });

  it('is looked for among the first sixteen only', () => {
    const behind = (count: number) => push({ 'webhook-signature': `${'v1,abc '.repeat(count)}${SIGNATURE}` });
    expect(isSigned(behind(15), KEYS)).toBe(true);
    expect(isSigned(behind(16), KEYS)).toBe(false);
  });
});

describe('A signature by ed25519', () => {
  const sender = generateKeyPairSync('ed25519');
  const stranger = generateKeyPairSync('ed25519');
  const keys = standardKeys({ secret: publicKeyText(sender.publicKey) });

  function publicKeyText(key: KeyObject): string {
    return `whpk_${Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url').toString('base64')}`;
  }

  function signedBy(key: KeyObject, body = BODY): string {
    return `v1a,${sign(null, Buffer.concat([Buffer.from(`${ID}.${SENT}.`), body]), key).toString('base64')}`;
  }

  it('is right by its public key', () => {
    expect(isSigned(push({ 'webhook-signature': signedBy(sender.privateKey) }), keys)).toBe(true);
    expect(isSigned(push({ 'webhook-signature': `${SIGNATURE} ${signedBy(sender.privateKey)}` }), keys)).toBe(true);
  });

  it.each([
    ['by a stranger', push({ 'webhook-signature': signedBy(stranger.privateKey) })],
    ['over another body', push({ 'webhook-signature': signedBy(sender.privateKey, Buffer.from('{}')) })],
    ['at another time', push({ 'webhook-signature': signedBy(sender.privateKey), 'webhook-timestamp': String(SENT + 1) })],
    ['cut off', push({ 'webhook-signature': signedBy(sender.privateKey).slice(0, 40) })],
    ['said to be v1', push({ 'webhook-signature': signedBy(sender.privateKey).replace('v1a,', 'v1,') })],
    ['by HMAC under the public key', push({ 'webhook-signature': hmacUnderPublicKey() })],
  ])('is wrong %s', (_what, wrong) => {
    expect(isSigned(wrong, keys)).toBe(false);
  });

  function hmacUnderPublicKey(): string {
    return signatureOf(ID, String(SENT), publicKeyText(sender.publicKey).replace('whpk_', 'whsec_'));
  }

  it('changes places with a shared secret during a rotation', () => {
    const both = standardKeys({ secret: publicKeyText(sender.publicKey), previousSecret: SECRET });
    expect(isSigned(push({ 'webhook-signature': signedBy(sender.privateKey) }), both)).toBe(true);
    expect(isSigned(push(), both)).toBe(true);
  });

  it.each(['whpk_', 'whpk_AAAA', `whpk_${Buffer.alloc(33).toString('base64')}`, `whsk_${Buffer.alloc(64).toString('base64')}`, 'whpk_?'])(
    'has no key in %s',
    (secret) => {
      expect(standardKeys({ secret })).toEqual({ secrets: [], publicKeys: [] });
    },
  );
});

describe('The headers of a signature', () => {
  const svix = { 'svix-id': ID, 'svix-timestamp': String(SENT), 'svix-signature': SIGNATURE };

  it('may all go by the names of Svix', () => {
    expect(isSigned(pushOf(svix), KEYS)).toBe(true);
    expect(webhookId(pushOf(svix))).toBe(ID);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('are never mixed: with %s, all must be webhook-', (name) => {
    const value = svix[name.replace('webhook', 'svix') as keyof typeof svix];
    expect(isSigned(pushOf({ ...svix, [name]: value }), KEYS)).toBe(false);
  });

  it('are those of the standard where both are there', () => {
    expect(isSigned(push({ ...svix, 'svix-id': 'another' }), KEYS)).toBe(true);
    expect(webhookId(push({ ...svix, 'svix-id': 'another' }))).toBe(ID);
    expect(isSigned(push({ ...svix, 'webhook-signature': 'v1,AAAA' }), KEYS)).toBe(false);
  });
});

describe('The id of a delivery', () => {
  it.each(['a', 'msg_1', 'x'.repeat(256), '订单', '#1 / 2'])('may be %s', (id) => {
    expect(webhookId(push({ 'webhook-id': id }))).toBe(id);
  });

  // With a dot, the same signed text could be read as another id and time.
  it.each(['', '.', 'a.b', 'a.1614265330', 'x'.repeat(257), undefined])('is not %s', (id) => {
    expect(webhookId(push({ 'webhook-id': id }))).toBeNull();
    expect(isSigned(push({ 'webhook-id': id, 'webhook-signature': signatureOf(String(id), String(SENT)) }), KEYS)).toBe(false);
  });
});

describe('The library of Standard Webhooks', () => {
  const now = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const body = Buffer.from('{"type":"order.changed","data":{"title":"沁州黄小米"}}');

  it('signs what is right here', () => {
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now.getTime() / 1_000) };
    const signed = { ...headers, 'webhook-signature': new Webhook(SECRET).sign('msg_1', now, body) };
    expect(isSigned(pushOf(signed, { rawBody: body, receivedAt: now }), KEYS)).toBe(true);
    expect(isSigned(pushOf(signed, { rawBody: body, receivedAt: now }), standardKeys({ secret: OTHER }))).toBe(false);
  });

  it.each([
    ['as it was signed', body, {}],
    ['with a changed byte', Buffer.from(body.toString().replace('小米', '大米')), {}],
    ['with another id', body, { 'webhook-id': 'msg_2' }],
    ['six minutes late', body, { 'webhook-timestamp': String(now.getTime() / 1_000 - 360) }],
    ['by an unknown version', body, { 'webhook-signature': 'v9,AAAA' }],
    ['by the old secret', body, { 'webhook-signature': new Webhook(OTHER).sign('msg_1', now, body) }],
  ])('judges alike %s', (_what, rawBody, changed) => {
    const signature = new Webhook(SECRET).sign('msg_1', now, body);
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(now.getTime() / 1_000),
      'webhook-signature': signature,
      ...changed,
    };
    expect(isSigned(pushOf(headers, { rawBody, receivedAt: now }), KEYS)).toBe(isVerified(rawBody, headers));
  });

  function isVerified(rawBody: Buffer, headers: Record<string, string>): boolean {
    try {
      new Webhook(SECRET).verify(rawBody, headers);
      return true;
    } catch {
      return false;
    }
  }
});
