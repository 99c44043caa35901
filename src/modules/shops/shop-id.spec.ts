import { Secrets } from '../../platform/crypto/index.js';
import { ShopIds } from './shop-id.js';

const ids = new ShopIds(new Secrets('test-secret-key-test-secret-key-00'));
const NUMBERS = ['1', '9', '31', '32', '1023', '1024', '4206811', '999999999999999999'];
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

describe('A public shop id', () => {
  it.each(NUMBERS)('leads back to %s, in upper case too', (number) => {
    expect(ids.decode(ids.encode(number))).toBe(number);
    expect(ids.decode(ids.encode(number).toUpperCase())).toBe(number);
  });

  it('is made of letters that fit into a path and into an order id', () => {
    for (const number of NUMBERS) expect(ids.encode(number)).toMatch(/^[0-9a-hjkmnp-tv-z]{13,25}$/);
  });

  it('is told apart from every id that differs in one letter', () => {
    const id = ids.encode('4206811');
    const others = [...id].flatMap((own, place) =>
      [...LETTERS].filter((letter) => letter !== own).map((letter) => id.slice(0, place) + letter + id.slice(place + 1)),
    );
    expect(others.filter((other) => ids.decode(other) !== null)).toEqual([]);
  });

  it('of another instance is not known here', () => {
    const elsewhere = new ShopIds(new Secrets('another-secret-key-another-secret-0'));
    expect(ids.decode(elsewhere.encode('17'))).toBeNull();
  });

  it.each(['', '1', '17', '.', 'a.b', '0'.repeat(13), 'l'.repeat(15), '\u212a'.repeat(15), 'z'.repeat(25), 'z'.repeat(10_000)])(
    'is none of ours: %j',
    (text) => {
      expect(ids.decode(text)).toBeNull();
    },
  );

  it('has no second spelling with leading zeros', () => {
    expect(ids.decode(`0${ids.encode('17')}`)).toBeNull();
  });
});
