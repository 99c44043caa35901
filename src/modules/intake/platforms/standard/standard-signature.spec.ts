import { createHmac } from 'node:crypto';
import type { Push } from '../platform-adapter.js';
import { isSigned, webhookId } from './standard-signature.js';

/** The vector that the Standard Webhooks libraries publish. */
const SECRET = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const SENT = 1_614_265_330;
const BODY = Buffer.from('{"test": 2432232314}');
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const OTHER = Buffer.alloc(24, 7);

function push(headers: Record<string, string | string[] | undefined> = {}, more: Partial<Push> = {}): Push {
  const sound = { 'webhook-id': ID, 'webhook-timestamp': String(SENT), 'webhook-signature': SIGNATURE };
  return { headers: { ...sound, ...headers }, rawBody: BODY, secrets: [SECRET], receivedAt: new Date(SENT * 1_000), ...more };
}

function signatureOf(id: string, timestamp: string, secret = SECRET): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(BODY).digest('base64')}`;
}

describe('A signature by Standard Webhooks', () => {
  it('is right in the published example', () => {
    expect(isSigned(push())).toBe(true);
  });

  it.each([
    ['another body', push({}, { rawBody: Buffer.from('{"test":2432232314}') })],
    ['another id', push({ 'webhook-id': `${ID}x` })],
    ['another time', push({ 'webhook-timestamp': String(SENT + 1) })],
    ['another secret', push({}, { secrets: [OTHER] })],
    ['no secret', push({}, { secrets: [] })],
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
    expect(isSigned(wrong)).toBe(false);
  });

  it('holds exactly five minutes before and after', () => {
    const receivedAfter = (ms: number) => isSigned(push({}, { receivedAt: new Date(SENT * 1_000 + ms) }));
    expect([receivedAfter(300_000), receivedAfter(-300_000)]).toEqual([true, true]);
    expect([receivedAfter(300_001), receivedAfter(-300_001)]).toEqual([false, false]);
  });

  it.each([`${SENT}.0`, `+${SENT}`, ` ${SENT}`, '0x60379b32', '1.61426533e9', `-${SENT}`, '', `${SENT}000`, '9'.repeat(13)])(
    'is wrong at the time %j, however it is signed',
    (timestamp) => {
      expect(isSigned(push({ 'webhook-timestamp': timestamp, 'webhook-signature': signatureOf(ID, timestamp) }))).toBe(false);
    },
  );

  it('may be one of several, by the new or by the old secret', () => {
    const old = signatureOf(ID, String(SENT), OTHER);
    expect(isSigned(push({ 'webhook-signature': `v1a,xyz v2,abc ${old} ${SIGNATURE}` }))).toBe(true);
    expect(isSigned(push({ 'webhook-signature': old }, { secrets: [SECRET, OTHER] }))).toBe(true);
    expect(isSigned(push({}, { secrets: [OTHER, SECRET] }))).toBe(true);
    expect(isSigned(push({ 'webhook-signature': `${old} ${old}` }))).toBe(false);
  });
});

describe('The id of a delivery', () => {
  it.each(['a', 'msg_1', 'x'.repeat(256), '订单', '#1 / 2'])('may be %s', (id) => {
    expect(webhookId(push({ 'webhook-id': id }))).toBe(id);
  });

  // With a dot, the same signed text could be read as another id and time.
  it.each(['', '.', 'a.b', 'a.1614265330', 'x'.repeat(257), undefined])('is not %s', (id) => {
    expect(webhookId(push({ 'webhook-id': id }))).toBeNull();
    expect(isSigned(push({ 'webhook-id': id, 'webhook-signature': signatureOf(String(id), String(SENT)) }))).toBe(false);
  });
});
