import type { ReadingDto } from '../../src/modules/live-sessions/session-reading.dto.js';
import { type Answer, startTestApp, type TestApp } from '../support/test-app.js';
import { created, newSeller, read } from './sales.js';

/** Readings of the evening, by the minute of the hour from 20:00 on: numbers at that instant. */
interface Point {
  readonly minute: number;
  readonly online?: number | null;
  readonly views?: number | null;
  readonly likes?: number | null;
}

interface Summary {
  readonly readings: number;
  readonly resets: number;
  readonly views: string | null;
  readonly likes: string | null;
  readonly peak_online: string | null;
  readonly online_ms: string | null;
  readonly observed_ms: string | null;
}

const MINUTE_MS = 60_000;

describe('readings of a session', () => {
  let app: TestApp;
  let merchantId: string;

  beforeAll(async () => {
    app = await startTestApp();
    ({ merchantId } = await newSeller(app));
  });
  afterAll(() => app.close());

  const newSession = (more: object = {}): Promise<string> =>
    created(app, 'live-sessions', {
      merchantId,
      title: '晚场',
      startedAt: '2026-11-20T20:00:00+08:00',
      endedAt: '2026-11-20T21:00:00+08:00',
      ...more,
    });
  const record = (id: string, readings: readonly object[], more: object = {}): Promise<Answer> =>
    app.request('POST', `/api/v1/live-sessions/${id}/readings`, { readings, ...more });
  const recordPoints = (id: string, ...points: readonly Point[]): Promise<Answer> =>
    record(
      id,
      points.map(({ minute, ...numbers }) => ({ at: atMinute(minute), ...numbers })),
    );
  const listed = async (id: string, query = {}) =>
    (await read(app, `live-sessions/${id}/readings`, query)) as { items: ReadingDto[]; nextCursor: string | null };
  const summaryOf = async (id: string): Promise<Summary | undefined> =>
    (
      await app.sql<Summary>(
        'select readings, resets, views, likes, peak_online, online_ms, observed_ms from live_session_summary where live_session_id = $1',
        [id],
      )
    )[0];

  it('are kept as given, in order of time, with how they came', async () => {
    const id = await newSession();
    const numbers = { online: 233, views: 900, viewers: 700, buyers: 20, likes: 0, comments: 5, newFollowers: 3, productClicks: 40 };
    const first = { at: '2026-11-20T12:15:00.250Z', ...numbers };
    expect(await record(id, [{ at: atMinute(30) }, first], { source: 'typed' })).toMatchObject({
      status: 200,
      body: { added: 2, changed: 0, unchanged: 0 },
    });
    const empty = Object.fromEntries(Object.keys(numbers).map((name) => [name, null]));
    expect((await listed(id)).items).toEqual([
      { at: '2026-11-20T20:15:00.250+08:00', source: 'typed', ...numbers },
      { at: atMinute(30), source: 'typed', ...empty },
    ]);
  });

  it('said again change nothing; at the same instant the later word replaces the point whole', async () => {
    const id = await newSession();
    const points: Point[] = [
      { minute: 1, online: 5, views: 10 },
      { minute: 2, online: 6 },
    ];
    await recordPoints(id, ...points);
    const before = { items: (await listed(id)).items, summary: await summaryOf(id) };
    expect((await recordPoints(id, ...points)).body).toEqual({ added: 0, changed: 0, unchanged: 2 });
    expect({ items: (await listed(id)).items, summary: await summaryOf(id) }).toEqual(before);
    const later = await recordPoints(id, { minute: 1, online: 7 }, { minute: 3, online: 1 }, { minute: 3, online: 2 });
    expect(later.body).toEqual({ added: 1, changed: 1, unchanged: 0 });
    expect((await listed(id)).items.map(({ online, views }) => [online, views])).toEqual([
      [7, null],
      [6, null],
      [2, null],
    ]);
  });

  it('add up to the same whatever batches they come in and in whatever order', async () => {
    const points: Point[] = [1, 2, 3, 4, 5, 6].map((minute) => ({ minute, online: minute * minute, views: (minute % 4) * 100 }));
    const [whole, single] = [await newSession(), await newSession()];
    await recordPoints(whole, ...points);
    for (const point of [...points].reverse()) await recordPoints(single, point);
    expect(await summaryOf(single)).toEqual(await summaryOf(whole));
  });

  it('that come at once are all summed up', async () => {
    const id = await newSession();
    await Promise.all(Array.from({ length: 12 }, (_, minute) => recordPoints(id, { minute, views: minute * 10, online: minute })));
    expect(await summaryOf(id)).toMatchObject({ readings: 12, views: '110', peak_online: '11' });
  });

  it('count a fall of a counter as a reset, not as negative growth, and pass over what was not read', async () => {
    const id = await newSession();
    await recordPoints(
      id,
      { minute: 1, views: 100, likes: 7 },
      { minute: 2, views: 150, likes: null },
      { minute: 3, views: 30, likes: 9 },
      { minute: 4, likes: 9 },
      { minute: 5, views: 80, likes: 0 },
    );
    expect(await summaryOf(id)).toMatchObject({ readings: 5, resets: 2, views: '230', likes: '9' });
  });

  it('take the last point of a counter, never the sum of points', async () => {
    const id = await newSession();
    await recordPoints(id, { minute: 10, views: 100 }, { minute: 20, views: 400 }, { minute: 30, views: 400 });
    expect(await summaryOf(id)).toMatchObject({ views: '400', resets: 0, online_ms: null, observed_ms: null, peak_online: null });
  });

  it('weigh people online by how long they were, to the end of the session and not beyond', async () => {
    const id = await newSession();
    await recordPoints(id, { minute: -5, online: 10 }, { minute: 30, online: 100 }, { minute: 40, views: 3 }, { minute: 70, online: 4 });
    expect(await summaryOf(id)).toMatchObject({
      peak_online: '100',
      online_ms: String((30 * 10 + 30 * 100) * MINUTE_MS),
      observed_ms: String(60 * MINUTE_MS),
    });
  });

  it('are summed up anew when the times of the session change; on air the last reading has no length yet', async () => {
    const id = await newSession({ endedAt: null });
    await recordPoints(id, { minute: 0, online: 10 }, { minute: 30, online: 100 });
    expect(await summaryOf(id)).toMatchObject({ online_ms: String(300 * MINUTE_MS), observed_ms: String(30 * MINUTE_MS) });
    await app.request('PATCH', `/api/v1/live-sessions/${id}`, { endedAt: '2026-11-20T20:50:00+08:00' });
    expect(await summaryOf(id)).toMatchObject({ online_ms: String(2_300 * MINUTE_MS), observed_ms: String(50 * MINUTE_MS) });
  });

  it('go on past midnight', async () => {
    const id = await newSession({ startedAt: '2026-12-31T23:30:00+08:00', endedAt: '2027-01-01T00:30:00+08:00' });
    await record(id, [
      { at: '2026-12-31T23:30:00+08:00', online: 10, views: 50 },
      { at: '2027-01-01T00:00:00+08:00', online: 30, views: 90 },
    ]);
    expect(await summaryOf(id)).toMatchObject({ views: '90', online_ms: String(1_200 * MINUTE_MS), observed_ms: String(60 * MINUTE_MS) });
  });

  it('are listed page by page', async () => {
    const id = await newSession();
    await recordPoints(id, ...[3, 1, 2].map((minute) => ({ minute, online: minute })));
    const first = await listed(id, { limit: 2 });
    const second = await listed(id, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ online }) => online)).toEqual([1, 2, 3]);
    expect(second.nextCursor).toBeNull();
  });

  it('far from their session, of no session and by the thousand and one are refused, and none of the batch is kept', async () => {
    const id = await newSession();
    const sound = { at: atMinute(1), online: 1 };
    for (const at of ['2025-11-20T20:01:00+08:00', '2026-11-19T19:59:59+08:00', '2026-12-28T20:00:01+08:00'])
      expect(await record(id, [sound, { at, online: 1 }])).toMatchObject({
        status: 400,
        body: { code: 'live-sessions.reading-elsewhere', errors: [{ pointer: '/readings/1/at' }] },
      });
    expect(await record('999999', [sound])).toMatchObject({ status: 404, body: { code: 'live-sessions.not-found' } });
    for (const [readings, pointer] of [
      [[], '/readings'],
      [Array.from({ length: 1_001 }, () => sound), '/readings'],
      [[sound, { ...sound, online: -1 }], '/readings/1/online'],
      [[{ online: 1 }], '/readings/0/at'],
      [[{ ...sound, peakOnline: 3 }], '/readings/0/peakOnline'],
    ] as const)
      expect(await record(id, readings)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    expect((await listed(id)).items).toEqual([]);
    expect(await summaryOf(id)).toBeUndefined();
  });

  it('are taken by the thousand', async () => {
    const id = await newSession();
    const readings = Array.from({ length: 1_000 }, (_, second) => ({
      at: new Date(Date.parse(atMinute(0)) + second * 1_000).toISOString(),
      online: 100,
      views: second,
    }));
    expect((await record(id, readings)).body).toEqual({ added: 1_000, changed: 0, unchanged: 0 });
    expect(await summaryOf(id)).toMatchObject({ readings: 1_000, views: '999', resets: 0 });
  });

  it('under the same idempotency key are taken once', async () => {
    const id = await newSession();
    const body = { readings: [{ at: atMinute(1), online: 1 }] };
    const post = () => app.request('POST', `/api/v1/live-sessions/${id}/readings`, body, { 'idempotency-key': 'readings-1' });
    const first = await post();
    expect(first.status).toBe(200);
    expect((await post()).body).toEqual(first.body);
  });
});

function atMinute(minute: number): string {
  const instant = new Date(Date.parse('2026-11-20T20:00:00+08:00') + minute * MINUTE_MS + 8 * 3_600_000);
  return `${instant.toISOString().slice(0, 19)}+08:00`;
}
