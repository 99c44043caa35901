import { backoffMs, pause, retryAfterMs } from './waiting.js';

describe('Waiting before the next attempt', () => {
  const now = Date.parse('2026-11-22T08:00:00Z');

  it('lasts as long as the busy server says, in seconds or by date, and never without bound', () => {
    expect(retryAfterMs('3', now)).toBe(3_000);
    expect(retryAfterMs('0', now)).toBe(0);
    expect(retryAfterMs('Sun, 22 Nov 2026 08:00:10 GMT', now)).toBe(10_000);
    expect(retryAfterMs('Sun, 22 Nov 2026 07:00:00 GMT', now)).toBe(0);
    expect(retryAfterMs('86400', now)).toBe(300_000);
  });

  it.each([null, '', 'soon'])('lasts a second when the server names no time (%j)', (header) => {
    expect(retryAfterMs(header, now)).toBe(1_000);
  });

  it('doubles with every failure up to a minute, between half and all of that', () => {
    for (const [failures, ceiling] of [
      [1, 500],
      [2, 1_000],
      [5, 8_000],
      [60, 60_000],
    ] as const) {
      const delays = Array.from({ length: 50 }, () => backoffMs(failures, 500));
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(ceiling / 2);
      expect(Math.max(...delays)).toBeLessThanOrEqual(ceiling);
      expect(new Set(delays).size).toBeGreaterThan(1);
    }
  });

  it('ends when nobody waits any more', async () => {
    await expect(pause(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
  });
});
