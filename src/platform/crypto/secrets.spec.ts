import { KEPT_PURPOSES, Secrets, UnknownKeyError } from './secrets.js';

const OLD = 'old-secret-key-old-secret-key-old-0';
const NEW = 'new-secret-key-new-secret-key-new-0';
const PLAIN = Buffer.from('村播');

describe('What is sealed', () => {
  const sealed = new Secrets(OLD).encrypt('credentials', PLAIN, 'shop:1');

  it('opens with its key, for its purpose, in its place', () => {
    expect(new Secrets(OLD).decrypt('credentials', sealed, 'shop:1')).toEqual(PLAIN);
    expect(() => new Secrets(OLD).decrypt('quarantine', sealed, 'shop:1')).toThrow();
    expect(() => new Secrets(OLD).decrypt('credentials', sealed, 'shop:2')).toThrow();
  });

  it('says under which key it is', () => {
    expect(sealed.subarray(0, 9)).toEqual(new Secrets(OLD).beginning);
    expect(() => new Secrets(NEW).decrypt('credentials', sealed, 'shop:1')).toThrow(UnknownKeyError);
  });

  it('opens while both keys are known, and is sealed anew under the new one', () => {
    const both = new Secrets(NEW, OLD);
    const anew = both.encrypt('credentials', both.decrypt('credentials', sealed, 'shop:1'), 'shop:1');
    expect(new Secrets(NEW).decrypt('credentials', anew, 'shop:1')).toEqual(PLAIN);
    expect(() => new Secrets(OLD).decrypt('credentials', anew, 'shop:1')).toThrow(UnknownKeyError);
  });

  it('before keys could be changed opens still', () => {
    const nameless = Buffer.concat([Buffer.of(1), sealed.subarray(9)]);
    for (const secrets of [new Secrets(OLD), new Secrets(NEW, OLD), new Secrets(OLD, NEW)])
      expect(secrets.decrypt('credentials', nameless, 'shop:1')).toEqual(PLAIN);
    expect(() => new Secrets(NEW).decrypt('credentials', nameless, 'shop:1')).toThrow();
  });

  it('does not open when a byte is another, or is missing', () => {
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => new Secrets(OLD).decrypt('credentials', changed, 'shop:1')).toThrow();
      expect(() => new Secrets(OLD).decrypt('credentials', sealed.subarray(0, place), 'shop:1')).toThrow();
    }
  });
});

describe('Hashes that stay', () => {
  it('are the same while the key is changed, and afterwards by the keys that were kept', () => {
    const kept = new Map(KEPT_PURPOSES.map((purpose) => [purpose, new Secrets(NEW, OLD).keptKey(purpose)]));
    for (const purpose of KEPT_PURPOSES) {
      const before = new Secrets(OLD).keyedHash(purpose, 'x');
      expect(new Secrets(NEW, OLD).keyedHash(purpose, 'x')).toEqual(before);
      expect(new Secrets(NEW, null, kept).keyedHash(purpose, 'x')).toEqual(before);
      expect(new Secrets('a-third-secret-key-a-third-secret-0', NEW, kept).keyedHash(purpose, 'x')).toEqual(before);
      expect(new Secrets(NEW).keyedHash(purpose, 'x')).not.toEqual(before);
    }
  });

  it('are not those of database roles, whose passwords follow the key', () => {
    expect(new Secrets(NEW, OLD).keyedHash('database-roles', 'x')).toEqual(new Secrets(NEW).keyedHash('database-roles', 'x'));
  });
});
