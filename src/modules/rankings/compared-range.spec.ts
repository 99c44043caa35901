import { comparedRange } from './compared-range.js';

const TODAY = '2026-11-22';
const range = (from: string, to: string) => ({ from, to });

describe('What a range is compared with', () => {
  it.each([
    ['yoy', range('2026-11-01', '2026-11-21'), range('2025-11-01', '2025-11-21')],
    ['yoy', range('2024-02-29', '2024-02-29'), range('2023-02-28', '2023-02-28')],
    ['yoy', range('2024-02-01', '2024-02-29'), range('2023-02-01', '2023-02-28')],
    ['yoy', range('2025-02-01', '2025-02-28'), range('2024-02-01', '2024-02-28')],
    ['previous', range('2026-10-01', '2026-10-31'), range('2026-09-01', '2026-09-30')],
    ['previous', range('2026-01-01', '2026-03-31'), range('2025-10-01', '2025-12-31')],
    ['previous', range('2026-11-01', '2026-11-21'), range('2026-10-11', '2026-10-31')],
    ['previous', range('2026-11-22', '2026-11-22'), range('2026-11-21', '2026-11-21')],
  ] as const)('%s of %j is %j', (compare, current, compared) => {
    expect(comparedRange(current, compare, TODAY)).toEqual(compared);
  });

  it('is nothing without comparison', () => {
    expect(comparedRange(range('2026-11-01', '2026-11-21'), 'none', TODAY)).toBeNull();
  });

  it.each([
    ['yoy', range('2026-11-01', '2026-11-30'), range('2025-11-01', '2025-11-22')],
    ['yoy', range('2026-01-01', '2026-12-31'), range('2025-01-01', '2025-11-22')],
    ['previous', range('2026-11-01', '2026-11-30'), range('2026-10-01', '2026-10-22')],
    ['previous', range('2026-10-01', '2026-12-31'), range('2026-07-01', '2026-08-22')],
    ['previous', range('2026-11-16', '2026-11-29'), range('2026-11-09', '2026-11-15')],
    ['yoy', range('2026-11-01', '2026-11-22'), range('2025-11-01', '2025-11-22')],
  ] as const)('%s of the unfinished %j is as long as what has passed: %j', (compare, current, compared) => {
    expect(comparedRange(current, compare, TODAY)).toEqual(compared);
  });

  it('of days that all are to come is as long as they are', () => {
    expect(comparedRange(range('2026-12-01', '2026-12-31'), 'yoy', TODAY)).toEqual(range('2025-12-01', '2025-12-31'));
    expect(comparedRange(range('2026-12-01', '2026-12-31'), 'previous', TODAY)).toEqual(range('2026-11-01', '2026-11-30'));
  });
});
