import { formatInstant, formatRange, lastYearsSame, presetOf, PRESETS } from './days.js';

describe('days', () => {
  it('says once what both ends of a range share', () => {
    expect(formatRange({ from: '2026-11-01', to: '2026-11-21' }, 'zh')).toBe('2026年11月1日—21日');
    expect(formatRange({ from: '2026-10-24', to: '2026-11-22' }, 'zh')).toBe('2026年10月24日—11月22日');
    expect(formatRange({ from: '2025-12-30', to: '2026-01-02' }, 'zh')).toBe('2025年12月30日—2026年1月2日');
    expect(formatRange({ from: '2026-11-21', to: '2026-11-21' }, 'zh')).toBe('2026年11月21日');
    expect(formatRange({ from: '2026-11-01', to: '2026-11-21' }, 'en')).toBe('1–21 November 2026');
    expect(formatRange({ from: '2025-12-30', to: '2026-01-02' }, 'en')).toBe('30 December 2025 – 2 January 2026');
  });

  it('calls a whole month by its name, February of a leap year too', () => {
    expect(formatRange({ from: '2024-02-01', to: '2024-02-29' }, 'zh')).toBe('2024年2月');
    expect(formatRange({ from: '2024-02-01', to: '2024-02-28' }, 'zh')).toBe('2024年2月1日—28日');
    expect(formatRange({ from: '2026-11-01', to: '2026-11-30' }, 'en')).toBe('November 2026');
  });

  it('shows an instant on the Beijing clock whatever zone it is written in', () => {
    expect(formatInstant('2026-11-22T08:00:00+08:00', 'zh')).toBe('2026年11月22日 08:00');
    expect(formatInstant('2026-11-21T16:30:00Z', 'zh')).toBe('2026年11月22日 00:30');
    expect(formatInstant('2026-11-21T10:30:00-06:00', 'en')).toBe('22 November 2026 00:30');
  });

  it('offers ranges that end today, except the month before', () => {
    expect(PRESETS.last30('2026-03-01')).toEqual({ from: '2026-01-31', to: '2026-03-01' });
    expect(PRESETS.lastMonth('2024-03-31')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(PRESETS.year('2026-11-22')).toEqual({ from: '2026-01-01', to: '2026-11-22' });
  });

  it('offers running weeks, quarters and years, the year before, and the same days of it', () => {
    expect(PRESETS.week('2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(PRESETS.quarter('2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-11-22' });
    expect(PRESETS.quarter('2026-03-31')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(PRESETS.lastYear('2026-01-01')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
    expect(lastYearsSame({ from: '2024-02-29', to: '2024-03-10' })).toEqual({ from: '2023-02-28', to: '2023-03-10' });
  });

  it('knows a range by its name only as long as it ends where the name says', () => {
    expect(presetOf({ from: '2026-11-16', to: '2026-11-22' }, '2026-11-22')).toBe('last7');
    expect(presetOf({ from: '2026-11-16', to: '2026-11-22' }, '2026-11-23')).toBeNull();
  });
});
