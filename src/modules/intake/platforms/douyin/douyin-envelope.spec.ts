import { splitDouyin } from './douyin-envelope.js';
import { readDouyinMessage } from './douyin-messages.js';

const split = (text: string | Buffer) => splitDouyin(Buffer.from(text));
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const read = (body: unknown) => readDouyinMessage({ shopDbId: '7', key: 'k', body });

describe('The envelope of 抖店', () => {
  it('may be a single message without its list', () => {
    expect(split('{"tag":"101","msg_id":"a","data":"{\\"p_id\\":1,\\"shop_id\\":2}"}')).toEqual([
      { key: 'a', body: { tag: '101', msg_id: 'a', data: { p_id: 1, shop_id: 2 } }, externalShopId: '2' },
    ]);
  });

  it.each([
    ['no JSON', 'tag=101'],
    ['half of it', '[{"tag":"101"'],
    ['a number', '5'],
    ['a text', '"[]"'],
    ['null', 'null'],
    ['no UTF-8', Buffer.from([0x5b, 0xff, 0x5d])],
    ['too deep a nesting', nested(65)],
    ['a nesting that would exhaust the stack', nested(200_000)],
    ['nothing', ''],
    ['a list of far more than is ever sent', JSON.stringify(Array.from({ length: 501 }, (_, id) => ({ tag: '101', msg_id: String(id) })))],
  ])('is kept whole and sealed when it is %s', (_what, content) => {
    const [message, ...others] = split(content);
    expect(message).toEqual({ key: expect.stringMatching(/^sha256:[0-9a-f]{32}$/), body: null, externalShopId: null });
    expect(others).toEqual([]);
  });

  it.each([
    ['not JSON', '"{"'],
    ['a JSON text', '"\\"x\\""'],
    ['a list', '"[]"'],
    ['missing', 'null'],
    ['nested too deep', JSON.stringify(`{"p_id":${nested(100)}}`)],
  ])('gives a message without data when its data is %s, and the next one whole', (_what, data) => {
    const [spoilt, next] = split(`[{"tag":"101","msg_id":"a","data":${data}},{"tag":"101","msg_id":"b","data":"{\\"p_id\\":\\"1\\"}"}]`);
    expect(spoilt).toEqual({ key: 'a', body: { tag: '101', msg_id: 'a' }, externalShopId: null });
    expect(read(spoilt!.body)).toMatchObject({ fault: { code: 'message.not-json' } });
    expect(read(next!.body)).toMatchObject({ wants: '1' });
  });

  it('gives a message that cannot be named a key of its bytes', () => {
    const [nameless, other, repeated, odd] = split('[{"tag":"101"},7,{"tag":"101"},{"tag":"101","msg_id":"\\u0000"}]');
    expect(nameless!.key).toMatch(/^sha256:/);
    expect(repeated!.key).toBe(nameless!.key);
    expect(new Set([nameless!.key, other!.key, odd!.key]).size).toBe(3);
    expect(read(other!.body)).toMatchObject({ fault: { code: 'field.required' } });
  });

  it('takes the probe out of a batch, as text or as number', () => {
    expect(split('[{"tag":0,"data":"x"},{"tag":"103","msg_id":"b","data":{"p_id":1}}]').map(({ key }) => key)).toEqual(['b']);
    expect(split('{"tag":"0","msg_id":"0","data":"now"}')).toEqual([]);
    expect(split('[]')).toEqual([]);
  });
});

describe('A message of 抖店', () => {
  const of = (tag: unknown) => read({ tag, data: { p_id: '6920152002630123456' } });

  it.each('100 101 102 103 106 108 109 110 200 201 202 204 206 207 208 209 211 224 225'.split(' '))('%s wants the order', (tag) => {
    expect(of(tag)).toEqual({ about: { type: tag, orderNo: '6920152002630123456' }, wants: '6920152002630123456' });
    expect(of(Number(tag))).toEqual(of(tag));
  });

  it.each(['104', '105', '126', '226'])('%s says nothing of sales', (tag) => {
    expect(of(tag)).toMatchObject({ about: { type: tag }, ignored: { code: 'message.no-sale' } });
  });

  it.each(['400', '107', 'x'])('%s is not known', (tag) => {
    expect(of(tag)).toMatchObject({ about: { type: tag }, ignored: { code: 'message.unknown-type' } });
  });

  it.each([null, undefined, 5, 'x', [], {}, { tag: {} }, { tag: '101', data: {} }, { tag: '101', data: { p_id: {} } }])(
    'that is %j is a fault, and nothing is thrown',
    (body) => {
      expect(read(body)).toMatchObject({ fault: { code: expect.any(String) } });
    },
  );
});
