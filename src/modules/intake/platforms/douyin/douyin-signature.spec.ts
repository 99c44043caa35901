import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from '../../../shops/index.js';
import type { Push } from '../platform-adapter.js';
import { douyinAdapter as douyin } from './index.js';
import { keysOf, signatureOf } from './douyin-signature.js';

const APP_KEY = '6844048284663924231';
const SECRET = '749698a6-fcb3-4358-b241-ec1d93cf9c1f';
const CREDENTIALS = { appKey: APP_KEY, appSecret: SECRET };
const HMAC = { ...CREDENTIALS, signMethod: 'hmac-sha256' };

/** Computed from the rule by two other programs. */
const PROBE = Buffer.from('[{"tag":"0","msg_id":"0","data":"2026-09-28T10:00:00+08:00"}]');
const PROBE_MD5 = '5b56a59eb9ca51a3f4bad54625668b43';
const PROBE_HMAC = '26c7bb9fb2e7b5476f165b2561acf6a7c3cb6b12d819ee2ff8031b722c6614f8';
const BATCH = Buffer.from(
  '[{"tag":"101","msg_id":"6837374000000000128:101:1764000000:1","data":"{\\"p_id\\":6920152002630123456,\\"s_ids\\":[6920152002630123456],\\"shop_id\\":12345678,\\"order_status\\":2,\\"order_type\\":0,\\"pay_time\\":1764000000,\\"pay_type\\":2,\\"pay_amount\\":2990,\\"biz\\":2,\\"update_time\\":1764000000}"},{"tag":"206","msg_id":"6837374000000000128:206:1764000100:2","data":"{\\"aftersale_id\\":7123456789012345678,\\"p_id\\":6920152002630123456,\\"s_id\\":6920152002630123456,\\"shop_id\\":12345678,\\"refund_amount\\":1000,\\"refund_post_amount\\":0,\\"aftersale_type\\":1,\\"success_time\\":1764000100,\\"update_time\\":\\"2025-11-24T00:01:40+08:00\\"}"}]',
);
const BATCH_MD5 = '66f4adb12a423c68cbb077c7152d9b97';
const BATCH_HMAC = 'dee1cb2f96dae33c3d52dc17ab6e01ba1efc5fe10a1840e4dd2117f309b79a65';

function push(rawBody: Buffer, signature: string, headers: IncomingHttpHeaders = {}): Push {
  const sound = { 'app-id': APP_KEY, 'event-sign': signature };
  return { method: 'POST', query: {}, headers: { ...sound, ...headers }, rawBody, receivedAt: new Date() };
}

const opens = (pushed: Push, credentials: Credentials = CREDENTIALS) => douyin.door(credentials).open(pushed);

describe('The signature of a push of 抖店', () => {
  it.each([
    ['the probe', PROBE, PROBE_MD5, CREDENTIALS],
    ['a batch', BATCH, BATCH_MD5, CREDENTIALS],
    ['the probe of a shop with HMAC', PROBE, PROBE_HMAC, HMAC],
    ['a batch of a shop with HMAC', BATCH, BATCH_HMAC, HMAC],
  ])('is right in the known example of %s', (_what, body, signature, credentials) => {
    expect(opens(push(body, signature), credentials)).toBe(body);
    expect(opens(push(body, signature.toUpperCase()), credentials)).toBe(body);
  });

  it('in the mode that is not the shop’s is refused, whatever the header says of it', () => {
    expect(opens(push(PROBE, PROBE_HMAC, { 'sign-method': 'hmac-sha256' }))).toBeNull();
    expect(opens(push(PROBE, PROBE_MD5, { 'sign-method': 'md5' }), HMAC)).toBeNull();
  });

  it('is wrong with any one byte changed', () => {
    for (let at = 0; at < BATCH.length; at += 1) {
      const tampered = Buffer.from(BATCH);
      tampered[at] = tampered[at]! ^ 1;
      expect(opens(push(tampered, BATCH_MD5))).toBeNull();
    }
  });

  it.each([
    ['a body cut short', BATCH.subarray(0, -1)],
    ['a body written anew', Buffer.from(JSON.stringify(JSON.parse(PROBE.toString()), null, 1))],
    ['another charset', Buffer.from(PROBE.toString(), 'utf16le')],
    ['a mark before it', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), PROBE])],
    ['nothing', Buffer.alloc(0)],
  ])('is wrong with %s', (_what, body) => {
    expect(opens(push(body, body === PROBE ? '' : PROBE_MD5))).toBeNull();
  });

  it.each([
    ['no app-id', { 'app-id': undefined }],
    ['another app’s id', { 'app-id': '6844048284663924232' }],
    ['two app ids', { 'app-id': `${APP_KEY}, ${APP_KEY}` }],
    ['no signature', { 'event-sign': undefined }],
    ['an empty signature', { 'event-sign': '' }],
    ['two signatures', { 'event-sign': `${PROBE_MD5}, ${PROBE_MD5}` }],
    ['a list of signatures', { 'event-sign': [PROBE_MD5, PROBE_MD5] as unknown as string }],
    ['half a signature', { 'event-sign': PROBE_MD5.slice(0, 16) }],
    ['a signature that goes on', { 'event-sign': `${PROBE_MD5}00` }],
    ['something else than hex', { 'event-sign': `g${PROBE_MD5.slice(1)}` }],
  ])('is wrong with %s', (_what, headers) => {
    expect(opens(push(PROBE, PROBE_MD5, headers))).toBeNull();
  });

  it('may be by the new or by the old secret while one replaces the other', () => {
    const rotating = { appKey: APP_KEY, appSecret: 'new', previousAppSecret: SECRET };
    const keys = keysOf(rotating);
    expect(opens(push(PROBE, PROBE_MD5), rotating)).toBe(PROBE);
    expect(opens(push(PROBE, signatureOf(keys, keys.secrets[0]!, PROBE).toString('hex')), rotating)).toBe(PROBE);
    expect(opens(push(PROBE, PROBE_MD5), { ...rotating, previousAppSecret: '' })).toBeNull();
  });

  it('by an empty secret opens nothing', () => {
    const keys = keysOf({ appKey: APP_KEY, appSecret: '' });
    const signature = signatureOf(keys, Buffer.alloc(0), PROBE).toString('hex');
    expect(opens(push(PROBE, signature), { appKey: APP_KEY, appSecret: '', previousAppSecret: '' })).toBeNull();
  });

  it.each([CREDENTIALS, HMAC])('stands under a test push, which is about no order', (credentials) => {
    const test = douyin.testPush(credentials, new Date('2026-09-28T02:00:00Z'))!;
    const door = douyin.door(credentials);
    expect(door.split(door.open(test)!, test)).toEqual([]);
  });
});

describe('The credentials of a shop of 抖店', () => {
  it.each([
    ['appKey', APP_KEY, true],
    ['appKey', 'app', false],
    ['appSecret', SECRET, true],
    ['appSecret', 'a b', false],
    ['signMethod', 'md5', true],
    ['signMethod', 'hmac-sha256', true],
    ['signMethod', 'sha1', false],
    ['accessToken', '', false],
  ])('may have %s %j: %s', (field, value, isSound) => {
    expect(douyin.credentials[field]!.isSound(value)).toBe(isSound);
  });
});
