import * as fc from 'fast-check';
import { decimalOf, decimalText, optionalDecimalOf, parseDecimal, saidAmount, sumOf } from './decimal.js';
import { FieldFault, FieldReader } from './field-reader.js';

const fields = FieldReader.of({ price: '29.90', broken: '1,5', number: 29.9, empty: '', absent: null }, '');

describe('An exact amount', () => {
  it.each([
    ['29.90', 29_900_000n],
    ['0', 0n],
    ['-10.00', -10_000_000n],
    ['0.000001', 1n],
    ['99999999999999.999999', 99_999_999_999_999_999_999n],
  ])('is read from %s', (text, millionths) => {
    expect(parseDecimal(text)).toBe(millionths);
  });

  it.each(['', '1,5', '1.', '.5', '1e3', ' 1', '+1', '--1', '0x10', '1.0000001', '999999999999999', 'NaN'])(
    'is not read from %j',
    (text) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );

  it('is written with at least two decimals', () => {
    const written = ['0', '1200', '-8.5', '29.90', '1.234', '0.000001'].map((text) => decimalText(parseDecimal(text) ?? 0n));
    expect(written).toEqual(['0.00', '1200.00', '-8.50', '29.90', '1.234', '0.000001']);
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n) + 1n, max: 10n ** 20n - 1n }), (value) => {
        expect(parseDecimal(decimalText(value))).toBe(value);
      }),
    );
  });

  it('adds up where floats do not', () => {
    expect(decimalText(sumOf(['0.1', '0.2'].map((text) => parseDecimal(text) ?? 0n)))).toBe('0.30');
  });
});

describe('An amount in a message', () => {
  it('is a text', () => {
    expect(decimalOf(fields, 'price')).toBe(29_900_000n);
    expect([optionalDecimalOf(fields, 'empty'), optionalDecimalOf(fields, 'absent'), optionalDecimalOf(fields, 'nowhere')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it.each(['broken', 'number', 'empty', 'absent'])('is faulty as %s', (name) => {
    expect(() => decimalOf(fields, name)).toThrow(FieldFault);
  });

  it('is said in fen, or as it came where the currency is another', () => {
    expect(saidAmount(29_900_000n, 'CNY', fields, 'price')).toEqual({ fen: 2_990, original: null });
    expect(saidAmount(29_900_000n, 'USD', fields, 'price')).toEqual({ fen: 0, original: '29.90' });
  });

  it.each([
    ['a fraction of a fen', 29_905_000n + 1n, 'CNY'],
    ['more fen than can be counted', 10n ** 20n, 'CNY'],
    ['less than nothing', -1n, 'USD'],
    ['more of another currency than any order is', 10n ** 18n + 1n, 'USD'],
  ])('is never %s', (_what, value, currency) => {
    expect(() => saidAmount(value, currency, fields, 'price')).toThrow(FieldFault);
  });
});
