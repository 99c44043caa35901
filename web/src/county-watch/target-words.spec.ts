import { zh } from '../i18n/zh.js';
import { fenOfTenThousands, paceInWords, tenThousandsOf } from './target-words.js';

it.each([
  ['1000000', 1_000_000_000_000],
  ['1,000.5', 1_000_500_000],
  ['0.000001', 1],
  ['0', null],
  ['', null],
  ['-5', null],
  ['1.0000001', null],
  ['万', null],
])('reads %s 万元 as %s fen', (text, fen) => expect(fenOfTenThousands(text)).toBe(fen));

it.each([1, 1_000_500_000, 1_000_000_000_000])('writes %d fen so that it is read back', (fen) =>
  expect(fenOfTenThousands(tenThousandsOf(fen))).toBe(fen),
);

it('says how far ahead or behind, without a sign to be misread', () => {
  expect(paceInWords({ expectedFen: 0, aheadFen: -28_780_000, aheadDays: -287.8 }, 'yuan', zh)).toBe('落后 287,800.00 元，合 287.8 天');
  expect(paceInWords({ expectedFen: 0, aheadFen: 5_000, aheadDays: 2 }, 'yuan', zh)).toBe('超前 50.00 元，合 2 天');
  expect(paceInWords({ expectedFen: 5, aheadFen: 0, aheadDays: 0 }, 'yuan', zh)).toBe('正好');
});
