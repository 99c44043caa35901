import { readRateFile } from './rate-file.js';

describe('A file of exchange rates', () => {
  it('is read by the names of its columns, whatever their order', () => {
    const text = '\uFEFFday,yuan_per_unit,currency\r\n2026-11-20,7.0899,USD\r\n\r\n2026-11-21,"0.0456",JPY\r\n';
    expect(readRateFile(text)).toEqual([
      { currency: 'USD', day: '2026-11-20', yuanPerUnit: '7.0899' },
      { currency: 'JPY', day: '2026-11-21', yuanPerUnit: '0.0456' },
    ]);
  });

  it.each([
    ['no column for the day', 'currency,yuan_per_unit\nUSD,7', /Line 1: .*day/],
    ['yuan', 'currency,day,yuan_per_unit\nCNY,2026-11-20,1', /Line 2: currency/],
    ['a day that there is not', 'currency,day,yuan_per_unit\nUSD,2026-11-20,7\nUSD,2026-02-30,7', /Line 3: day/],
    ['no rate', 'currency,day,yuan_per_unit\nUSD,2026-11-20,0.00', /Line 2: yuan_per_unit/],
    ['a rate with an exponent', 'currency,day,yuan_per_unit\nUSD,2026-11-20,7e0', /Line 2: yuan_per_unit/],
  ])('with %s is refused by its line', (_what, text, message) => {
    expect(() => readRateFile(text)).toThrow(message);
  });
});
