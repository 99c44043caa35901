import { retryAfterMsOf, sendUntilAnswered } from './http-attempts.js';

describe('asking again', () => {
  const now = Date.parse('2026-11-22T08:00:00Z');

  it('waits as long as the busy server says, in seconds or by date, and never without bound', () => {
    expect(retryAfterMsOf('3', now)).toBe(3_000);
    expect(retryAfterMsOf('Sun, 22 Nov 2026 08:00:10 GMT', now)).toBe(10_000);
    expect(retryAfterMsOf('86400', now)).toBe(60_000);
    expect(retryAfterMsOf('0', now)).toBe(50);
  });

  it('waits one second when the busy server names no time or an unreadable one', () => {
    expect(retryAfterMsOf(null, now)).toBe(1_000);
    expect(retryAfterMsOf('soon', now)).toBe(1_000);
  });

  it('names the request and the cause when nobody answers', async () => {
    // Port 9 (discard) is refused at once on any machine this runs on.
    const request = { method: 'GET' as const, url: new URL('http://127.0.0.1:9/api/v1/merchants'), headers: () => ({}) };
    await expect(sendUntilAnswered(request, AbortSignal.abort())).rejects.toThrow(
      /^simulate\.unreachable: GET \/api\/v1\/merchants: fetch failed/,
    );
  });
});
