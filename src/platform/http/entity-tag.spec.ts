import { entityTagOf, Precondition } from './entity-tag.js';

const VIEW = { id: '1', name: '甲', lines: [{ quantity: 2 }] };
const TAG = entityTagOf(VIEW);

function holds(header: string | undefined, view: object | null = VIEW): Promise<boolean> {
  return Precondition.parse(header)
    .require(() => view)
    .then(
      () => true,
      () => false,
    );
}

describe('a tag', () => {
  it('is one of RFC 9110, and the same however the fields stand', () => {
    expect(TAG).toMatch(/^"[\w-]{27}"$/);
    expect(entityTagOf({ lines: [{ quantity: 2 }], name: '甲', id: '1' })).toBe(TAG);
  });

  it.each([{ ...VIEW, name: '乙' }, { ...VIEW, lines: [{ quantity: 3 }] }, { ...VIEW, more: null }, { id: '1' }])(
    'differs for %j',
    (other) => expect(entityTagOf(other)).not.toBe(TAG),
  );
});

describe('If-Match', () => {
  it.each<[string, string | undefined, boolean]>([
    ['absent', undefined, true],
    ['the tag', TAG, true],
    ['another', '"x"', false],
    ['the tag as a weak one', `W/${TAG}`, false],
    ['anything', '*', true],
    ['anything, with spaces', ' * ', true],
    ['a list with the tag', `"x", W/"y",${TAG}`, true],
    ['a list without it', '"x", "y"', false],
    ['a list with empty members and a tag with a comma', `, ,"a,b" ,, ${TAG},`, true],
    ['the tag inside of another', `"x${TAG.slice(1)}`, false],
  ])('%s', async (_what, header, expected) => expect(await holds(header)).toBe(expected));

  it('matches nothing where nothing is, not even as anything; absent it does not ask', async () => {
    expect(await holds('*', null)).toBe(false);
    expect(await holds(TAG, null)).toBe(false);
    expect(await holds(undefined, null)).toBe(true);
  });

  it.each(['', ',', 'x', TAG.slice(1, -1), `${TAG} ${TAG}`, `${TAG};x`, '"a b"', `w/${TAG}`, `*, ${TAG}`])('is refused: %s', (header) => {
    expect(() => Precondition.parse(header)).toThrow();
  });

  it('comes to an end with a long one', () => {
    for (const header of [', '.repeat(8_000), '"a",'.repeat(4_000) + 'x', `"${'a'.repeat(16_000)}`])
      expect(() => Precondition.parse(header)).toThrow();
  });
});
