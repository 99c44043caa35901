import type { Push } from '../platform-adapter.js';
import { tiktokAdapter } from './index.js';
import { tiktokDoor } from './tiktok-door.js';
import { callSignature, pushSignature } from './tiktok-signature.js';
import { tiktokPush } from './tiktok-test-push.js';

const CREDENTIALS = { appKey: '6abc123def456', appSecret: '0123456789abcdef0123456789abcdef01234567' };
const OTHER_SECRET = 'fedcba9876543210fedcba9876543210fedcba98';
const NOW = new Date('2025-11-25T00:00:00Z');
const CONTENT =
  '{"type":1,"tts_notification_id":"7327112393057371910","shop_id":"7494049642642441621","timestamp":1764000100,"data":{"order_id":"576461413038785752"}}';
const door = tiktokDoor(CREDENTIALS);
const push = tiktokPush(CREDENTIALS, CONTENT, NOW);

function opened(changes: Partial<Push>, by = door): string | null {
  return by.open({ ...push, ...changes })?.toString() ?? null;
}

describe('The signatures', () => {
  // No number is published; computed once outside by the stated rule (Python, hmac and hashlib).
  it('of our own come out of the rule', () => {
    expect(pushSignature('secret', 'key', Buffer.from('{"type":1}'))).toBe(
      'cfaf01c9f68bb1dc102fb048b8ce09bc5dd19573fbbce648e675260f0f9f96d4',
    );
    const query = { timestamp: '1764000000', app_key: 'key', shop_cipher: 'ROW_x+y=' };
    expect(callSignature('secret', '/order/202309/orders/search', query, '{"a":"ü"}')).toBe(
      'cbe1490b6c673bd35d132d107b0d257a21c8d86d910dac69ddeefc2126bd09c6',
    );
    expect(callSignature('secret', '/order/202309/orders', { ...query, ids: '1' }, null)).toBe(
      'e31c0847789267a12ea285176c496b1670ccb460da2312549df638fa99dc22f0',
    );
  });
});

describe('A push', () => {
  it('opens with the signature of its bytes', () => {
    expect(opened({})).toBe(CONTENT);
  });

  it.each([
    ['one byte changed', CONTENT.replace('752"', '753"')],
    ['written anew', JSON.stringify(JSON.parse(CONTENT), null, 1)],
    ['cut off', CONTENT.slice(0, -1)],
    ['a line more', `${CONTENT}\n`],
    ['nothing', ''],
  ])('does not open with another body: %s', (_what, body) => {
    expect(opened({ rawBody: Buffer.from(body) })).toBeNull();
  });

  it('does not open in another charset', () => {
    expect(opened({ rawBody: Buffer.from(CONTENT, 'utf16le') })).toBeNull();
  });

  const signature = push.headers.authorization!;

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['half of it', signature.slice(0, 32)],
    ['more than it', `${signature}00`],
    ['capitals', signature.toUpperCase()],
    ['a scheme before it', `Bearer ${signature}`],
    ['two of it', `${signature}, ${signature}`],
    ['another secret', pushSignature(OTHER_SECRET, CREDENTIALS.appKey, push.rawBody)],
    ['another app', pushSignature(CREDENTIALS.appSecret, '6abc123def457', push.rawBody)],
    ['no app', pushSignature(CREDENTIALS.appSecret, '', push.rawBody)],
  ])('does not open with a wrong signature: %s', (_what, authorization) => {
    expect(opened({ headers: { authorization } })).toBeNull();
  });

  it('opens by the secret before, and by no empty one', () => {
    const rotated = tiktokDoor({ ...CREDENTIALS, appSecret: OTHER_SECRET, previousAppSecret: CREDENTIALS.appSecret });
    expect(opened({}, rotated)).toBe(CONTENT);
    const forged = { authorization: pushSignature('', CREDENTIALS.appKey, push.rawBody) };
    expect(opened({ headers: forged }, tiktokDoor({ ...CREDENTIALS, previousAppSecret: '' }))).toBeNull();
  });
});

describe('The messages of a push', () => {
  const split = (content: string | Buffer) => door.split(Buffer.from(content), push);

  it('is one, by the id and the shop that the platform gave it', () => {
    expect(split(CONTENT)).toEqual([{ key: '7327112393057371910', body: JSON.parse(CONTENT), externalShopId: '7494049642642441621' }]);
  });

  it('keeps ids that are bare numbers digit for digit', () => {
    const [message] = split(
      '{"type":1,"tts_notification_id":7327112393057371910,"shop_id":7494049642642441621,"data":{"order_id":576461413038785752}}',
    );
    expect(message).toMatchObject({ key: '7327112393057371910', externalShopId: '7494049642642441621' });
    expect(tiktokAdapter.read({ shopDbId: '7', ...message! })).toMatchObject({ wants: '576461413038785752' });
  });

  it('is told apart by its bytes where it has no id', () => {
    const keys = ['{"type":1}', '{"type":2}', `{"tts_notification_id":"${'x'.repeat(201)}"}`].map((content) => split(content)[0]?.key);
    expect(new Set(keys).size).toBe(3);
    expect(keys).toEqual(Array(3).fill(expect.stringMatching(/^sha256:[0-9a-f]{32}$/)));
  });

  it.each(['', 'ok', '[]', 'null', '{"a":', Buffer.of(0x7b, 0xff, 0x7d), `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`])(
    'is sealed if the content is no JSON object: %j',
    (content) => {
      expect(split(content)).toEqual([{ key: expect.stringMatching(/^sha256:[0-9a-f]{32}$/), body: null, externalShopId: null }]);
    },
  );
});

describe('What a push says', () => {
  const read = (body: unknown) => tiktokAdapter.read({ shopDbId: '7', key: 'key', body });

  it.each([1, 2, 11, 12, '1'])('is for type %j the order that is wanted', (type) => {
    expect(read({ type, data: { order_id: '57' } })).toEqual({ about: { type: String(type), orderNo: '57' }, wants: '57' });
  });

  it.each([3, 4, 5, 6, 7])('is for type %d nothing', (type) => {
    expect(read({ type, data: { order_id: '57' } })).toMatchObject({ ignored: { code: 'message.no-sale' } });
  });

  it.each([[{ type: 99 }], [{}], [null], [[]], ['text']])('is unknown for %j', (body) => {
    expect(read(body)).toMatchObject({ ignored: { code: 'message.unknown-type' } });
  });

  it.each([
    [{ type: 1 }, 'field.object'],
    [{ type: 1, data: {} }, 'field.required'],
    [{ type: 12, data: { order_id: {} } }, 'field.id'],
  ])('is a fault for %j', (body, code) => {
    expect(read(body)).toMatchObject({ fault: { code } });
  });
});

describe('A push that tries the way', () => {
  it('opens and is put aside', () => {
    const test = tiktokAdapter.testPush(CREDENTIALS, NOW)!;
    const [message] = door.split(door.open(test)!, test);
    expect(message?.externalShopId).toBeNull();
    expect(tiktokAdapter.read({ shopDbId: '7', ...message! })).toMatchObject({ ignored: { code: 'message.test' } });
  });
});
