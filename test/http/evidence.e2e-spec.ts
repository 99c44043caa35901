import { createHash } from 'node:crypto';
import { Database, type Scope } from '../../src/platform/database/index.js';
import { smallestJpeg } from '../support/jpeg.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram, type Problem } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, handOrder, registerMerchant, type SampleMerchant } from './sample-merchant.js';

const PICTURE = smallestJpeg();
const bodyOf = (jpeg: Buffer) => ({ takenAt: '2026-11-20T20:15:31+08:00', jpeg: jpeg.toString('base64') });

let server: TestApp;
let operator: OutsideProgram;
let own: SampleMerchant;
let other: SampleMerchant;
let clerk: OutsideProgram;
let orderId: string;
let things: readonly string[];
beforeAll(async () => {
  server = await startTestApp();
  operator = new OutsideProgram(server);
  [own, other] = [await registerMerchant(operator), await registerMerchant(operator)];
  clerk = await person(server, 'clerk', { merchantIds: [own.merchantId] });
  orderId = (await operator.make('/api/v1/orders', handOrder(own))).id;
  things = [`/api/v1/live-sessions/${own.liveSessionId}/photos`, `/api/v1/orders/${orderId}/photos`];
});
afterAll(() => server.close());

interface Photo {
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
}
const photosOf = async (who: OutsideProgram, path: string) => (await who.read<{ items: Photo[] }>(path)).items;

describe('A photograph', () => {
  it('is kept without what its camera wrote into it, sealed, and given back as it is kept', async () => {
    for (const path of things) {
      const photo = await clerk.make<Photo>(path, bodyOf(smallestJpeg('GPS 39.8N 113.1E')));
      expect(photo).toMatchObject({ size: PICTURE.length, sha256: createHash('sha256').update(PICTURE).digest('hex') });
      expect(await photosOf(clerk, path)).toEqual([photo]);
      const seen = await server.app.inject({
        method: 'GET',
        url: `${path}/${photo.id}`,
        headers: { authorization: `Bearer ${server.token}` },
      });
      expect([seen.headers['content-type'], seen.headers['cache-control']]).toEqual(['image/jpeg', 'no-store']);
      expect(seen.rawPayload.equals(PICTURE)).toBe(true);
    }
    const rows = await server.sql<{ content: Buffer }>('select content from evidence_photo');
    expect(rows).toHaveLength(2);
    for (const { content } of rows) expect([content.includes(PICTURE), content.includes('GPS')]).toEqual([false, false]);
  });

  it('that is sent again under its key is one', async () => {
    const { id } = await operator.make('/api/v1/orders', handOrder(own));
    const path = `/api/v1/orders/${id}/photos`;
    const once = () => clerk.ask<Photo>('POST', path, bodyOf(PICTURE), { 'idempotency-key': 'photo-1' });
    const [first, second] = [await once(), await once()];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect(await photosOf(clerk, path)).toHaveLength(1);
  });

  it('is looked at by its own merchant and the operator alone, and every look is on record', async () => {
    const stranger = await person(server, 'clerk', { merchantIds: [other.merchantId] });
    const bureau = await person(server, 'bureau', { divisionCode: COUNTY });
    const host = await person(server, 'host', { hostIds: [own.hostId] });
    for (const path of things) {
      const [photo] = await photosOf(operator, path);
      const address = `${path}/${photo?.id}`;
      for (const who of [stranger, host]) {
        expect([403, 404]).toContain((await who.ask('GET', path)).status);
        expect([403, 404]).toContain((await who.ask('GET', address)).status);
        expect([403, 404]).toContain((await who.ask('POST', path, bodyOf(PICTURE))).status);
      }
      // A bureau sees the session and the order, and not what is attached to them.
      expect(await photosOf(bureau, path)).toEqual([]);
      expect((await bureau.ask('GET', address)).status).toBe(404);
      const before = await looks(photo?.id);
      expect(
        (await server.app.inject({ method: 'GET', url: address, headers: { authorization: `Bearer ${server.token}` } })).statusCode,
      ).toBe(200);
      expect((await looks(photo?.id)) - before).toBe(1);
    }
  });

  const looks = async (id: string | undefined): Promise<number> => {
    const [row] = await server.sql<{ count: number }>(
      `select count(*)::int as count from audit_event where resource = 'evidence_photo' and resource_id = $1 and action like '%Photo_view'`,
      [id],
    );
    return row?.count ?? -1;
  };

  it('cannot be reached around the services', async () => {
    const count = (scope: Scope) =>
      server.app
        .get(Database)
        .transaction({ kind: 'program', name: 'test', scope }, (tx) =>
          tx.one<{ count: number }>('select count(*)::int as count from evidence_photo'),
        );
    expect((await count({ kind: 'merchants', merchantIds: [own.merchantId] })).count).toBeGreaterThan(2);
    expect(await count({ kind: 'merchants', merchantIds: [other.merchantId] })).toEqual({ count: 0 });
    expect(await count({ kind: 'division', codePrefix: COUNTY })).toEqual({ count: 0 });
    expect(await count({ kind: 'host', hostIds: [own.hostId] })).toEqual({ count: 0 });
  });

  it.each([
    ['no picture', Buffer.from('<svg onload=alert(1)>')],
    ['half of one', PICTURE.subarray(0, -2)],
  ])('that is %s is refused in words', async (_what, bytes) => {
    const { status, body } = await clerk.ask<Problem>('POST', things[0] ?? '', bodyOf(bytes));
    expect([status, body.code]).toEqual([400, 'evidence.not-a-photograph']);
  });

  it('that is too large is refused', async () => {
    const path = things[0] ?? '';
    expect((await clerk.ask('POST', path, { ...bodyOf(PICTURE), jpeg: 'A'.repeat(1_040_004) })).status).toBe(400);
    expect((await clerk.ask('POST', path, { ...bodyOf(PICTURE), jpeg: 'A'.repeat(1_100_000) })).status).toBe(413);
  });

  it('is one of twenty at most, also of those that come at once', async () => {
    const { id } = await operator.make('/api/v1/orders', handOrder(own));
    const path = `/api/v1/orders/${id}/photos`;
    const answers = await Promise.all(Array.from({ length: 24 }, () => clerk.ask('POST', path, bodyOf(PICTURE))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4);
  });
});
