import type { Push } from '../platform-adapter.js';
import { weixinAdapter } from './index.js';
import { decryptWeixin, encryptWeixin, weixinAesKey } from './weixin-cipher.js';
import { weixinDoor } from './weixin-door.js';
import { isSignedByAny, weixinSignature } from './weixin-signature.js';
import { weixinPush } from './weixin-test-push.js';

const CREDENTIALS = { appId: 'wxb11529c136998cb6', token: 'AAAAA', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
const OTHERS = { appId: 'wx0000000000000001', token: 'BBBBB', encodingAesKey: 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba' };
const NOW = new Date('2025-11-25T00:00:00Z');
const CONTENT =
  '{"ToUserName":"gh_1","CreateTime":1764000051,"MsgType":"event","Event":"channels_ec_order_pay","order_info":{"order_id":3705115058471208928}}';
const door = weixinDoor(CREDENTIALS);

function opened(push: Push, by = door): string | null {
  return by.open(push)?.toString() ?? null;
}

function signed(encrypted: string, query: Record<string, string> = {}): Push {
  const push = weixinPush(CREDENTIALS, CONTENT, NOW);
  const { timestamp = '', nonce = '' } = push.query;
  const signature = weixinSignature([CREDENTIALS.token, timestamp, nonce, encrypted]);
  return {
    ...push,
    query: { ...push.query, msg_signature: signature, ...query },
    rawBody: Buffer.from(JSON.stringify({ Encrypt: encrypted })),
  };
}

describe('The published numbers', () => {
  const ENCRYPTED = 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==';

  it.each([
    ['of the handshake', ['AAAAA', '1714036504', '1514711492'], 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
    ['of a message', ['AAAAA', '1714037059', '486452656'], '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
    ['of what is encrypted', ['AAAAA', '1713424427', '415670741', ENCRYPTED], '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1'],
  ])('%s come out of the rule', (_what, parts, signature) => {
    expect(weixinSignature(parts)).toBe(signature);
  });

  it('of our own come out too', () => {
    expect(weixinSignature(['token', '1714112445', '415670741', 'EncryptValue'])).toBe('03de89c50e642c93033dd7f4ef86a8356e80e345');
  });

  it('decrypt and encrypt the example of WxJava', () => {
    const key = weixinAesKey(CREDENTIALS.encodingAesKey);
    const appId = Buffer.from(CREDENTIALS.appId);
    const encrypted = 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==';
    expect(decryptWeixin(key, appId, encrypted)?.toString()).toBe('我是中文abcd123');
    expect(encryptWeixin(key, appId, Buffer.from('我是中文abcd123'), Buffer.from('aaaabbbbccccdddd'))).toBe(encrypted);
  });
});

describe('The handshake', () => {
  const greeting: Push = {
    method: 'GET',
    query: {
      signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
      timestamp: '1714036504',
      nonce: '1514711492',
      echostr: '4375120948345356249',
    },
    headers: {},
    rawBody: Buffer.alloc(0),
    receivedAt: NOW,
  };
  const greet = (query: Record<string, string>, by = door) => by.greet?.({ ...greeting, query: { ...greeting.query, ...query } }) ?? null;

  it('echoes the text of one who knows the token, as plain text', () => {
    expect(greet({})).toEqual({ status: 200, contentType: 'text/plain', body: '4375120948345356249' });
  });

  it('holds by the token before, too', () => {
    expect(greet({}, weixinDoor({ ...CREDENTIALS, token: 'BBBBB', previousToken: 'AAAAA' }))).not.toBeNull();
    expect(greet({}, weixinDoor({ ...CREDENTIALS, token: 'BBBBB' }))).toBeNull();
  });

  it.each([
    ['a wrong signature', { signature: 'f464b24fc39322e44b38aa78f5edd27bd1441697' }],
    ['another time', { timestamp: '1714036505' }],
    ['nothing to echo', { echostr: '' }],
    ['a script to echo', { echostr: '<script>alert(1)</script>' }],
    ['more lines to echo', { echostr: '1\r\nx: y' }],
    ['too much to echo', { echostr: '1'.repeat(257) }],
  ])('is not answered with %s', (_what, query) => {
    expect(greet(query)).toBeNull();
  });

  it('is not answered without its parts, nor by POST', () => {
    expect(door.greet?.({ ...greeting, query: { echostr: '1' } })).toBeNull();
    expect(door.greet?.({ ...greeting, method: 'POST' })).toBeNull();
  });
});

describe('A push', () => {
  const push = weixinPush(CREDENTIALS, CONTENT, NOW);
  const encrypted = String((JSON.parse(push.rawBody.toString()) as Record<string, unknown>).Encrypt);

  it('opens, whatever surrounds the encrypted text', () => {
    expect(opened(push)).toBe(CONTENT);
    expect(opened({ ...push, rawBody: Buffer.from(JSON.stringify({ Encrypt: encrypted }, null, 2)) })).toBe(CONTENT);
  });

  it('does not open with one character of the encrypted text changed', () => {
    const changed = (encrypted.startsWith('A') ? 'B' : 'A') + encrypted.slice(1);
    expect(opened({ ...push, rawBody: Buffer.from(JSON.stringify({ Encrypt: changed })) })).toBeNull();
  });

  it.each([
    ['no signature', { msg_signature: '' }],
    ['half a signature', { msg_signature: push.query.msg_signature!.slice(0, 20) }],
    ['a signature in capitals', { msg_signature: push.query.msg_signature!.toUpperCase() }],
    ['the signature that does not cover the body', { msg_signature: push.query.signature! }],
    ['another time', { timestamp: '1764000052' }],
    ['another nonce', { nonce: '1' }],
  ])('does not open with %s', (_what, query) => {
    expect(opened({ ...push, query: { ...push.query, ...query } })).toBeNull();
  });

  it.each(['msg_signature', 'timestamp', 'nonce'])('does not open without %s', (name) => {
    const { [name]: _gone, ...query } = push.query;
    expect(opened({ ...push, query })).toBeNull();
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['cut off', push.rawBody.subarray(0, -3)],
    ['in another charset', Buffer.from(push.rawBody.toString(), 'utf16le')],
    ['no UTF-8', Buffer.concat([push.rawBody.subarray(0, -1), Buffer.of(0xff)])],
    ['a list', Buffer.from(`[${push.rawBody.toString()}]`)],
    ['without the encrypted text', Buffer.from('{"ToUserName":"gh_1"}')],
    ['with a number in its place', Buffer.from('{"Encrypt":1}')],
    ['deeper than any message', Buffer.from(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`)],
  ])('does not open if its body is %s', (_what, rawBody) => {
    expect(opened({ ...push, rawBody })).toBeNull();
  });

  it.each(['token', 'encodingAesKey', 'appId'] as const)('of another shop does not open: other %s', (name) => {
    expect(opened(push, weixinDoor({ ...CREDENTIALS, [name]: OTHERS[name] }))).toBeNull();
  });

  it.each([
    [{ token: 'BBBBB', previousToken: CREDENTIALS.token }],
    [{ encodingAesKey: OTHERS.encodingAesKey, previousEncodingAesKey: CREDENTIALS.encodingAesKey }],
    [
      {
        token: 'BBBBB',
        previousToken: CREDENTIALS.token,
        encodingAesKey: OTHERS.encodingAesKey,
        previousEncodingAesKey: CREDENTIALS.encodingAesKey,
      },
    ],
  ])('opens by what was before: %j', (rotated) => {
    expect(opened(push, weixinDoor({ ...CREDENTIALS, ...rotated }))).toBe(CONTENT);
  });

  it('does not open by an empty previous token', () => {
    const { timestamp = '', nonce = '' } = push.query;
    const forged = { ...push, query: { ...push.query, msg_signature: weixinSignature(['', timestamp, nonce, encrypted]) } };
    expect(opened(forged, weixinDoor({ ...CREDENTIALS, previousToken: '' }))).toBeNull();
  });
});

describe('A signed push whose cipher text is not what the format says', () => {
  const key = weixinAesKey(CREDENTIALS.encodingAesKey);
  const appId = Buffer.from(CREDENTIALS.appId);

  it.each([
    ['nothing', ''],
    ['half a block', Buffer.alloc(16).toString('base64')],
    ['no whole block', Buffer.alloc(33).toString('base64')],
    ['bytes at random', Buffer.alloc(64, 9).toString('base64')],
    ['no base64', '%%%%'],
    ['of another app', encryptWeixin(key, Buffer.from(OTHERS.appId), Buffer.from('{}'), Buffer.alloc(16))],
    ['with more behind the app', encryptWeixin(key, Buffer.from(`${CREDENTIALS.appId}x`), Buffer.from('{}'), Buffer.alloc(16))],
    ['with half the app', encryptWeixin(key, appId.subarray(0, 9), Buffer.from('{}'), Buffer.alloc(16))],
  ])('does not open: %s', (_what, text) => {
    expect(opened(signed(text))).toBeNull();
  });

  it('does not open with a padding of which one byte is another', () => {
    // The last but one byte of the plain text is changed by the block of cipher text before it.
    const bytes = Buffer.from(encryptWeixin(key, appId, Buffer.alloc(8, 0x20), Buffer.alloc(16)), 'base64');
    bytes[bytes.length - 18] = bytes[bytes.length - 18]! ^ 1;
    expect(opened(signed(bytes.toString('base64')))).toBeNull();
  });

  it('is the counterpart of one that opens', () => {
    expect(opened(signed(encryptWeixin(key, appId, Buffer.from('{}'), Buffer.alloc(16))))).toBe('{}');
    expect(isSignedByAny(['a'], [undefined], weixinSignature(['a']))).toBe(false);
  });
});

describe('The messages of a push', () => {
  const split = (content: string | Buffer) => door.split(Buffer.from(content), weixinPush(CREDENTIALS, '{}', NOW));

  it('is one, recognised again by all its bytes', () => {
    const [message] = split(CONTENT);
    expect(message?.key).toMatch(/^gh_1:channels_ec_order_pay:3705115058471208928:1764000051:[0-9a-f]{32}$/);
    expect(split(CONTENT)[0]?.key).toBe(message?.key);
    expect(split(CONTENT.replace('"event"', '"Event"'))[0]?.key).not.toBe(message?.key);
    expect(message?.externalShopId).toBeNull();
  });

  it('names an after-sale and its status in the key', () => {
    const update = { status: 'USER_CANCELD', after_sale_order_id: '19', order_id: '37' };
    const content = JSON.stringify({ ToUserName: 'gh_1', Event: 'e', CreateTime: 1, finder_shop_aftersale_status_update: update });
    expect(split(content)[0]?.key).toMatch(/^gh_1:e:19:USER_CANCELD:1:[0-9a-f]{32}$/);
  });

  it('has no endless key, whatever is in the message', () => {
    const content = JSON.stringify({ ToUserName: 'g'.repeat(10_000), Event: ['x'], CreateTime: 'y'.repeat(65) });
    expect(split(content)[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each(['', 'success', '[]', 'null', '7', '{"a":', Buffer.of(0x7b, 0xff, 0x7d)])(
    'is sealed if the content is no JSON object: %j',
    (content) => {
      const [message, ...more] = split(content);
      expect(message).toEqual({ key: expect.stringMatching(/^sha256:[0-9a-f]{32}$/), body: null, externalShopId: null });
      expect(more).toEqual([]);
    },
  );
});

describe('What a push says', () => {
  const read = (body: unknown) => weixinAdapter.read({ shopDbId: '7', key: 'key', body });

  it.each([
    'channels_ec_order_new',
    'channels_ec_order_pay',
    'channels_ec_order_wait_shipping',
    'channels_ec_order_deliver',
    'channels_ec_order_confirm',
    'channels_ec_order_settle',
    'channels_ec_order_cancel',
    'product_order_status_update',
  ])('is for %s the order that is wanted', (Event) => {
    expect(read({ Event, order_info: { order_id: '37' } })).toEqual({ about: { type: Event, orderNo: '37' }, wants: '37' });
  });

  it.each(['channels_ec_order_ext_info_update', 'channels_ec_complaint_update'])('is for %s nothing', (Event) => {
    expect(read({ Event, order_info: { order_id: '37' } })).toMatchObject({ ignored: { code: 'message.no-sale' } });
  });

  it.each([[{ Event: 'channels_ec_something_new' }], [{ MsgType: 'text' }], [{}], [null], ['text'], [[]]])('is unknown for %j', (body) => {
    expect(read(body)).toMatchObject({ ignored: { code: 'message.unknown-type' } });
  });

  it.each([
    [{ Event: 'channels_ec_order_pay' }, 'field.object'],
    [{ Event: 'channels_ec_order_pay', order_info: {} }, 'field.required'],
    [{ Event: 'channels_ec_order_pay', order_info: { order_id: ['37'] } }, 'field.id'],
    [{ Event: 'channels_ec_aftersale_update', order_info: { order_id: '37' } }, 'field.object'],
  ])('is a fault for %j', (body, code) => {
    expect(read(body)).toMatchObject({ fault: { code } });
  });
});

describe('A push that tries the way', () => {
  it('opens and is put aside', () => {
    const push = weixinAdapter.testPush(CREDENTIALS, NOW)!;
    const [message] = door.split(door.open(push)!, push);
    expect(weixinAdapter.read({ shopDbId: '7', ...message! })).toMatchObject({ ignored: { code: 'message.test' } });
  });
});

describe('The credentials', () => {
  it('are sound as the console shows them', () => {
    const { appId, token, encodingAesKey } = weixinAdapter.credentials;
    expect([appId?.isSound(CREDENTIALS.appId), token?.isSound('AAAAA'), encodingAesKey?.isSound(CREDENTIALS.encodingAesKey)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(encodingAesKey?.isSound(CREDENTIALS.encodingAesKey.slice(1))).toBe(false);
    expect(appId?.isSound('gh_a1b2c3d4e5f6')).toBe(false);
  });
});
