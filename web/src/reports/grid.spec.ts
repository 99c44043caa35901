import { textOfValue, valueOfText } from './cell-text.js';
import { changedCells, nextPlace, pastedTexts, placeKey, textsOf } from './grid.js';

const indicator = (key: string, isCounted = false) => ({
  ...{ key, name: key, unit: '', period: '', levelDecimals: 1, rateDecimals: 1, indent: 0, isAdditive: true, footnotes: [] },
  counted: isCounted ? ({ measure: 'net', category: null } as const) : null,
});
const area = (key: string) => ({ key, name: key, kind: 'member', divisionCode: null }) as const;
const report = {
  indicators: [indicator('a'), indicator('b', true), indicator('c')],
  areas: [area('x'), area('y')],
  cells: [{ indicator: 'a', area: 'x', level: '3.0', rate: 'withheld' }],
};
const size = { row: 3, column: 4 };
const isOpen = (row: number): boolean => row !== 1;

describe('a grid of figures', () => {
  it('shows the kinds of empty as their signs, and reads them again', () => {
    for (const value of ['not-applicable', 'not-reported', 'withheld', '0', '-24.9', '3.0'])
      expect(valueOfText(textOfValue(value))).toBe(value);
    expect(['', ' — ', '１，２３４．５', '5%', '约五', '1,2'].map(valueOfText)).toEqual([
      ...['not-reported', 'not-applicable', '1234.5', '5'],
      ...[null, null],
    ]);
  });

  it('takes a pasted block from where it is pasted, up to its edge, and never into a counted row', () => {
    const texts = pastedTexts('1\t2\t3\r\n4\t5\t6\r\n7\t\t9\r\n', { row: 0, column: 2 }, size, isOpen);
    expect([...texts]).toEqual([
      ['0/2', '1'],
      ['0/3', '2'],
      ['2/2', '7'],
      ['2/3', ''],
    ]);
  });

  it('is walked through with arrows and Enter', () => {
    const from = { row: 0, column: 0 };
    expect(nextPlace('Enter', from, size, isOpen)).toEqual({ row: 2, column: 0 });
    expect(nextPlace('ArrowRight', from, size, isOpen)).toEqual({ row: 0, column: 1 });
    expect([
      nextPlace('ArrowUp', from, size, isOpen),
      nextPlace('ArrowLeft', from, size, isOpen),
      nextPlace('a', from, size, isOpen),
    ]).toEqual([...[null, null, null]]);
  });

  it('sends the cells that were changed, whole, and none that only look different', () => {
    const kept = textsOf(report);
    expect(kept.get(placeKey({ row: 0, column: 0 }))).toBe('3.0');
    const typed = new Map([
      ['0/0', '3.1'],
      ['0/2', '...'],
      ['2/3', '—'],
    ]);
    expect(changedCells(report, kept, typed)).toEqual([
      { indicator: 'a', area: 'x', level: '3.1', rate: 'withheld' },
      { indicator: 'c', area: 'y', level: 'not-reported', rate: 'not-applicable' },
    ]);
  });
});
