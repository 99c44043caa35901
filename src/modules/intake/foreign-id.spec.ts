import { isShopId, keptKey } from './foreign-id.js';

describe('The key of a message', () => {
  it.each(['a', '04288::100:1618990587:6837', '订单🙂', 'x'.repeat(1_400)])('is kept as it is: %s', (key) => {
    expect(keptKey(key)).toBe(key);
  });

  it.each(['a\0', '\ud800', 'x'.repeat(1_401), '订'.repeat(467)])('is kept as its hash where the database would not take it: %j', (key) => {
    expect(keptKey(key)).toMatch(/^sha256:[0-9a-f]{32}$/);
    expect(keptKey(key)).toBe(keptKey(key));
  });

  it('stays another one for every other half of a character', () => {
    expect(keptKey('\ud800')).not.toBe(keptKey('\ud801'));
  });
});

describe("A platform's id of a shop", () => {
  it('is text of at most 200 characters', () => {
    expect(['63214578', 'cunbo.myshopify.com', 'x'.repeat(200)].map(isShopId)).toEqual([true, true, true]);
    expect(['a\0', '\udc00', 'x'.repeat(201)].map(isShopId)).toEqual([false, false, false]);
  });
});
