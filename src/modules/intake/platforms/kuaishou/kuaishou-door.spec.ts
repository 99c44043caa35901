import { createCipheriv } from 'node:crypto';
import type { Credentials } from '../../../shops/index.js';
import type { Push } from '../platform-adapter.js';
import { kuaishouAdapter as kuaishou } from './index.js';
import { encrypted } from './kuaishou-cipher.js';

const KEY = 'AAECAwQFBgcICQoLDA0ODw==';
const OTHER_KEY = Buffer.alloc(16, 7).toString('base64');
const CREDENTIALS = { appKey: 'ks123456', messageKey: KEY };

/** Computed from the rule by two other programs. */
const PROBE = 'vftmsTE4kncTlrYRCUwCMg==';
const PLAIN =
  '{"eventId":"267_2345_147402","msgId":"147402","bizId":2536500012345678,"userId":2345,"openId":"","appKey":"ks123456","event":"kwaishop_order_paySuccess","info":"{\\"oid\\":2536500012345678,\\"sellerId\\":2345,\\"status\\":30,\\"updateTime\\":1764000000000}","status":1,"createTime":1764000000100,"updateTime":1764000000100,"test":false}';
const BODY =
  'vOSNICXB99JlR2R/J/TRNSnFY0Rd+gDw563teGecWhrxzjTi69NpIUJjMI7NT15eTNQtIDByyAYcoRo3Z+R6HV9uH2k1zIz5uUBWDsvRVhkGTU7TvQE/NHXy3EB2BNAHeBfBZcCB9Af1hUdwYb6rclbcW3O0omjK0iQNEO/lD32t1vbcCO/IBxXXhN1EqMHchom5bup5kZCPpwKAET6BDwim2Bz/6H0s6vs0++ZhqVvL0F6GCJ3GkBVB85m+4bq28inGshNL7OMgvSexV1ucO/Weh/p5Q6NFBkwS25iQZU2bA7r9DgJlNBokw5oIoueZBDSogn+VuOD5jiUb7rLLkDHpG1fOxlcM6v5oHK1ulvYoSi7hxEgA+QSxS4fPkPQRk+VxjOvAI7j+S2WALVdwU/3MdRzMsU4Dfi3LxaqJQT2sHpJbhB9qraW5OsAWS9CU';

const push = (body: string | Buffer): Push => ({
  method: 'POST',
  query: {},
  headers: { 'content-type': 'text/plain;charset=utf-8' },
  rawBody: Buffer.from(body),
  receivedAt: new Date(),
});
const opens = (body: string | Buffer, credentials: Credentials = CREDENTIALS) =>
  kuaishou.door(credentials).open(push(body))?.toString() ?? null;
const sealed = (plain: string | Buffer, key = KEY) => encrypted(Buffer.from(plain), Buffer.from(key, 'base64')).toString('base64');

describe('A push of 快手小店', () => {
  it('decrypts to the known examples', () => {
    expect(opens(BODY)).toBe(PLAIN);
    expect(opens(PROBE)).toBe('{"test":true}');
    expect(sealed(PLAIN)).toBe(BODY);
  });

  it.each([24, 32])('may be encrypted by a key of %i bytes', (length) => {
    const messageKey = Buffer.alloc(length, 5).toString('base64');
    expect(opens(sealed(PLAIN, messageKey), { ...CREDENTIALS, messageKey })).toBe(PLAIN);
  });

  it.each([
    ['spaces around it', ` \r\n${BODY}\n`],
    ['quotes around it', `"${BODY}"`],
  ])('may come with %s', (_what, body) => {
    expect(opens(body)).toBe(PLAIN);
  });

  it('is refused with any one character changed', () => {
    for (let at = 0; at < BODY.length; at += 1) {
      const changed = `${BODY.slice(0, at)}${BODY[at] === 'A' ? 'B' : 'A'}${BODY.slice(at + 1)}`;
      expect(opens(changed)).toBeNull();
    }
  });

  it.each([
    ['another key', sealed(PLAIN, OTHER_KEY)],
    ['another app', sealed(PLAIN.replace('ks123456', 'ks123457'))],
    ['no app', sealed(PLAIN.replace('appKey', 'app'))],
    ['an app that is no text', sealed(PLAIN.replace('"ks123456"', '["ks123456"]'))],
    ['a block missing', BODY.slice(0, -24)],
    ['half a block', Buffer.from(BODY, 'base64').subarray(0, -5).toString('base64')],
    ['a base64 that is cut', BODY.slice(0, -1)],
    ['a character of another alphabet', BODY.replaceAll('+', '-')],
    ['a line break inside', `${BODY.slice(0, 76)}\n${BODY.slice(76)}`],
    ['its plain text', PLAIN],
    ['another charset', Buffer.from(BODY, 'utf16le')],
    ['nothing', ''],
    ['only quotes', '""'],
    ['a list inside', sealed('[{"appKey":"ks123456"}]')],
    ['no JSON inside', sealed('appKey=ks123456')],
    ['no UTF-8 inside', sealed(Buffer.concat([Buffer.from('{"appKey":"ks123456","x":"'), Buffer.from([0xff]), Buffer.from('"}')]))],
    ['a heartbeat that says more', sealed('{"test":true,"event":"kwaishop_order_paySuccess"}')],
    ['a heartbeat that says no', sealed('{"test":false}')],
  ])('is refused with %s', (_what, body) => {
    expect(opens(body)).toBeNull();
  });

  it.each([0, 2, 3, 16, 17, 255])('is refused with a padding that ends in %i but is not one', (last) => {
    const blocks = Buffer.alloc(16 * Math.ceil((PLAIN.length + 1) / 16), ' ');
    blocks.write(PLAIN);
    blocks[blocks.length - 1] = last;
    const cipher = createCipheriv('aes-128-cbc', Buffer.from(KEY, 'base64'), Buffer.alloc(16)).setAutoPadding(false);
    expect(opens(Buffer.concat([cipher.update(blocks), cipher.final()]).toString('base64'))).toBeNull();
  });

  it('may be by the new or by the old key while one replaces the other', () => {
    const rotating = { ...CREDENTIALS, messageKey: OTHER_KEY, previousMessageKey: KEY };
    expect(opens(BODY, rotating)).toBe(PLAIN);
    expect(opens(sealed(PLAIN, OTHER_KEY), rotating)).toBe(PLAIN);
    expect(opens(BODY, { ...rotating, previousMessageKey: '' })).toBeNull();
  });

  it('by no key opens nothing', () => {
    expect(opens(BODY, { appKey: 'ks123456', messageKey: '' })).toBeNull();
  });

  it('for nobody opens nothing', () => {
    expect(opens(sealed(PLAIN.replace('ks123456', '')), CREDENTIALS)).toBeNull();
  });
});

describe('The heartbeat of 快手小店', () => {
  it.each(['{"test":true}', ' { "test" : true } '])('in clear (%s) is answered at the door, and opens nothing', (body) => {
    expect(kuaishou.door(CREDENTIALS).greet!(push(body))).toEqual(kuaishou.accepted);
    expect(opens(body)).toBeNull();
  });

  it.each(['{"test":false}', '{"test":true,"oid":1}', '{"test":"true"}', '[]', '', PROBE, `{"test":true}${' '.repeat(64)}`])(
    'is not %j in clear',
    (body) => {
      expect(kuaishou.door(CREDENTIALS).greet!(push(body))).toBeNull();
    },
  );

  it('encrypted leaves no message', () => {
    const door = kuaishou.door(CREDENTIALS);
    expect(door.split(door.open(push(PROBE))!, push(PROBE))).toEqual([]);
  });

  it('is what a test push is', () => {
    const test = kuaishou.testPush(CREDENTIALS, new Date())!;
    expect(test.rawBody.toString()).toBe(PROBE);
  });
});

describe('The message of a push of 快手小店', () => {
  const split = (plain: string) => kuaishou.door(CREDENTIALS).split(Buffer.from(plain), push(''));
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  it.each([`{"appKey":"ks123456","x":${nested(70)}}`, `{"appKey":"ks123456","x":${nested(100_000)}}`, '[]', 'x', ''])(
    'is sealed when it is not one (%#)',
    (plain) => {
      expect(split(plain)).toEqual([{ key: expect.stringMatching(/^sha256:[0-9a-f]{32}$/), body: null, externalShopId: null }]);
    },
  );

  it('that is nested too deep in its info goes on without it', () => {
    const [message] = split(JSON.stringify({ eventId: 'e', event: 'kwaishop_order_paySuccess', info: `{"oid":${nested(100)}}` }));
    expect(message).toMatchObject({ key: 'e', body: { eventId: 'e', event: 'kwaishop_order_paySuccess' }, externalShopId: null });
  });

  it('without an eventId has its bytes for a key', () => {
    const plain = '{"appKey":"ks123456","event":"x"}';
    expect(split(plain)[0]!.key).toMatch(/^sha256:/);
    expect(split(plain)[0]!.key).toBe(split(plain)[0]!.key);
    expect(split(`${plain} `)[0]!.key).not.toBe(split(plain)[0]!.key);
  });

  it('may have its info as an object already', () => {
    expect(split('{"eventId":"e","info":{"oid":1}}')[0]!.body).toEqual({ eventId: 'e', info: { oid: 1 } });
  });

  it('is the same message when it is sent again, however far the sending had come', () => {
    const identity = (sending: string): string | undefined =>
      split(`{"eventId":"e",${sending},"info":"{\\"oid\\":1}"}`)[0]!.identity?.toString();
    const first = identity('"status":1,"updateTime":1764000000100');
    expect(identity('"status":3,"updateTime":1764000300000')).toBe(first);
    expect(identity('"status":1,"updateTime":1764000000100,"userId":5')).not.toBe(first);
  });

  const read = (body: unknown) => kuaishou.read({ shopDbId: '7', key: 'k', body });

  it.each(['addOrder', 'paySuccess', 'delivering', 'deliverySuccess', 'orderSuccess', 'orderFail', 'totalFeeChange'])(
    'kwaishop_order_%s wants its order',
    (name) => {
      expect(read({ event: `kwaishop_order_${name}`, info: { oid: '9253650001234567890' } })).toMatchObject({
        wants: '9253650001234567890',
      });
    },
  );

  it.each(['addRefund', 'updateRefund'])('kwaishop_aftersales_%s wants its order', (name) => {
    expect(read({ event: `kwaishop_aftersales_${name}`, info: { orderId: 5, refundId: 6 } })).toMatchObject({ wants: '5' });
  });

  it.each(['addNote', 'addressUpdateAudit'])('kwaishop_order_%s says nothing of sales', (name) => {
    expect(read({ event: `kwaishop_order_${name}`, info: {} })).toMatchObject({ ignored: { code: 'message.no-sale' } });
  });

  it.each([null, undefined, 5, 'x', [], {}, { event: 5.5 }, { event: 'kwaishop_order_addOrder', info: {} }, { event: 'x', test: 'yes' }])(
    'that is %j is a fault, and nothing is thrown',
    (body) => {
      expect(read(body)).toMatchObject({ fault: { code: expect.any(String) } });
    },
  );
});

describe('The credentials of a shop of 快手小店', () => {
  it.each([
    ['messageKey', KEY, true],
    ['messageKey', Buffer.alloc(32).toString('base64'), true],
    ['messageKey', Buffer.alloc(20).toString('base64'), false],
    ['messageKey', 'not base64 at all', false],
    ['messageKey', '', false],
    ['previousMessageKey', KEY, true],
    ['appKey', 'ks123456', true],
    ['appKey', '', false],
  ])('may have %s %j: %s', (field, value, isSound) => {
    expect(kuaishou.credentials[field]!.isSound(value)).toBe(isSound);
  });
});
