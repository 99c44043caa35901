import { curveOf } from './growth-curve.js';

describe('The curve of months', () => {
  it('stands as far apart as the months do, over the turn of the year too', () => {
    const [line] = curveOf([
      { month: '2025-12', peak: 20 },
      { month: '2026-01', peak: 500 },
      { month: '2026-02', peak: 2_000 },
    ]);
    expect(line?.map(({ month, x, y }) => [month, x, y])).toEqual([
      ['2025-12', 0, 0.01],
      ['2026-01', 0.5, 0.25],
      ['2026-02', 1, 1],
    ]);
  });

  it('is broken where months are missing', () => {
    const lines = curveOf([
      { month: '2025-09', peak: 1 },
      { month: '2025-10', peak: 2 },
      { month: '2026-09', peak: 2 },
    ]);
    expect(lines.map((line) => line.map(({ month }) => month))).toEqual([['2025-09', '2025-10'], ['2026-09']]);
    expect(lines.flat().map(({ x }) => x)).toEqual([0, 1 / 12, 1]);
  });

  it('of one month, or of nobody, can be drawn', () => {
    expect(curveOf([{ month: '2026-01', peak: 0 }])).toEqual([[{ month: '2026-01', peak: 0, x: 0.5, y: 0 }]]);
    expect(curveOf([])).toEqual([]);
  });
});
