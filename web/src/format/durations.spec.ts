import { formatAgo, formatDuration } from './durations.js';

const NOW = new Date('2026-11-22T00:00:00Z');

describe('durations', () => {
  it('are said in their two largest units, without a second that is nothing or does not matter', () => {
    expect(formatDuration(420, 'zh')).toBe('420 毫秒');
    expect(formatDuration(3 * 60_000, 'zh')).toBe('3 分钟');
    expect(formatDuration(65 * 60_000, 'zh')).toBe('1 小时 5 分钟');
    expect(formatDuration(11 * 60_000 + 5_000, 'zh')).toBe('11 分钟');
    expect(formatDuration(90_000, 'en')).toBe('1 min 30 s');
    expect(formatDuration(50 * 3_600_000, 'en')).toBe('2 d 2 h');
  });

  it('count back from now, whatever zone the instant is written in', () => {
    expect(formatAgo('2026-11-22T07:59:30+08:00', NOW, 'zh')).toBe('刚刚');
    expect(formatAgo('2026-11-22T07:55:00+08:00', NOW, 'zh')).toBe('5 分钟前');
    expect(formatAgo('2026-11-21T21:00:00Z', NOW, 'en')).toBe('3 h ago');
    expect(formatAgo('2026-11-19T20:00:00Z', NOW, 'zh')).toBe('2 天前');
  });

  it('count forward to what is to come', () => {
    expect(formatAgo('2026-11-22T00:20:00Z', NOW, 'zh')).toBe('20 分钟后');
    expect(formatAgo('2026-11-22T00:00:30Z', NOW, 'en')).toBe('any moment');
    expect(formatAgo('2026-11-22T03:20:00Z', NOW, 'en')).toBe('in 3 h');
  });
});
