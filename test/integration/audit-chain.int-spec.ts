import { AuditVerification } from '../../src/modules/audit/audit-verification.service.js';
import { AuditSealing } from '../../src/modules/audit/audit-sealing.service.js';
import { AuditSealRepository } from '../../src/modules/audit/audit-seal.repository.js';
import { hashOfEvent, hashOfSeal, START } from '../../src/modules/audit/chain.js';
import { type Anchor, parseAnchor } from '../../src/modules/audit/index.js';
import { Database, operator, rehearse, worker } from '../../src/platform/database/index.js';
import { eventually } from '../process/eventually.js';
import { stopWorkers } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const HOME = '140681102201';
const TABLES = ['audit_event', 'audit_seal', 'audit_todo'];

describe('the record of who did what', () => {
  let app: TestApp;
  let database: Database;
  beforeAll(async () => {
    app = await startTestApp();
    database = app.app.get(Database);
    for (const name of ['甲', '乙', '丙', '丁']) await merchant(name);
  });
  afterAll(() => app.close());

  const merchant = (name: string) => app.request('POST', '/api/v1/merchants', { name, kind: 'cooperative', divisionCode: HOME });
  const count = async (table: string): Promise<number> =>
    (await app.sql<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count ?? 0;
  const verify = (anchor: Anchor | null = null) => new AuditVerification(database, new AuditSealRepository()).verify(anchor);
  const seal = () => app.app.get(AuditSealing).seal();
  const positions = async (): Promise<string[]> =>
    (await app.sql<{ position: string }>('select position from audit_seal order by position')).map(({ position }) => position);

  it('is sealed within moments, without anybody asking, in one chain', async () => {
    await eventually('every event is sealed', 10_000, async () => (await count('audit_todo')) === 0);
    const { sealed, unsealed, differences, last } = await verify();
    expect({ sealed, unsealed, differences }).toEqual({
      sealed: await count('audit_event'),
      unsealed: { count: 0, since: null },
      differences: [],
    });
    expect(last).toEqual({ position: String(sealed), hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(await positions()).toEqual(Array.from({ length: sealed }, (_, index) => String(index + 1)));
  });

  it('is nobody’s to change: neither the role of requests nor that of the workers may', async () => {
    const refused = async (statement: string, principal = operator('test')) =>
      expect({ statement, error: await database.transaction(principal, (tx) => tx.query(statement)).catch(String) }).toEqual({
        statement,
        error: expect.stringContaining('permission denied') as string,
      });
    for (const table of ['audit_event', 'audit_seal']) {
      await refused(`delete from ${table}`);
      await refused(`delete from ${table}`, worker('test'));
      await refused(`truncate ${table}`);
      await refused(`truncate ${table}`, worker('test'));
    }
    for (const principal of [operator('test'), worker('test')]) {
      await refused(`update audit_event set action = 'x'`, principal);
      await refused(`update audit_seal set hash = '\\x00'`, principal);
      await refused(`insert into audit_event (action, resource) values ('x', 'y')`, principal);
    }
    await refused(`insert into audit_seal (position, event_id, event_hash, hash) values (1000, 1, '\\x00', '\\x00')`);
    await refused('delete from audit_todo');
  });

  it('has nothing of what is rolled back', async () => {
    const before = await count('audit_event');
    await rehearse(database, operator('test'), (tx) => tx.query(`update merchant set name = 'x'`));
    expect(await count('audit_event')).toBe(before);
  });

  it('has nothing of the workers’ own work, and names commands and whoever works on the tables directly', async () => {
    await app.sql(`insert into message_field (platform, name, seen_as, message_type) values ('standard', 'f', 'f', 't')`);
    const before = await count('audit_event');
    const change = `update message_field set decided_by = decided_by`;
    await database.transaction(worker('test'), (tx) => tx.query(change));
    expect(await count('audit_event')).toBe(before);
    await database.transaction(operator('some-command'), (tx) => tx.query(change));
    await app.sql(change);
    const by = await app.sql(
      `select program, action, resource, resource_id from audit_event where id > $1 and resource = 'message_field' order by id`,
      [before],
    );
    const [{ superuser } = { superuser: '' }] = await app.sql<{ superuser: string }>('select session_user as superuser');
    const what = { resource: 'message_field', resource_id: 'standard/f' };
    expect(by).toEqual([
      { ...what, program: 'some-command', action: 'some-command' },
      { ...what, program: superuser, action: superuser },
    ]);
  });

  describe('sealed by hand', () => {
    beforeAll(async () => {
      await stopWorkers(app);
      await eventually('every event is sealed', 10_000, async () => {
        await seal();
        return (await count('audit_todo')) === 0;
      });
      for (const table of TABLES) await app.sql(`create table kept_${table} as table ${table}`);
    });
    afterEach(async () => {
      await app.sql(`truncate ${TABLES.join(', ')}`);
      for (const table of TABLES) await app.sql(`insert into ${table} overriding system value select * from kept_${table}`);
    });

    it('says how many events it cannot vouch for yet', async () => {
      await merchant('戊');
      const { unsealed, differences } = await verify();
      expect(unsealed).toEqual({ count: 2, since: expect.stringMatching(/\+08:00$/) as string });
      expect(differences).toEqual([]);
    });

    it('takes what commits late: an event with a lower number is sealed after one with a higher', async () => {
      const { promise: mayCommit, resolve: commit } = Promise.withResolvers<undefined>();
      const { promise: isWritten, resolve: written } = Promise.withResolvers<undefined>();
      const late = database.transaction(operator('late'), async (tx) => {
        await tx.query(`select record_audit_event('late', 'x', null, null, null)`);
        written(undefined);
        await mayCommit;
      });
      await isWritten;
      await merchant('己');
      await seal();
      commit(undefined);
      await late;
      await seal();
      const { differences, unsealed, sealed } = await verify();
      expect({ differences, unsealed: unsealed.count }).toEqual({ differences: [], unsealed: 0 });
      const [last] = await app.sql(`select action from audit_event e join audit_seal s on s.event_id = e.id where s.position = $1`, [
        sealed,
      ]);
      expect(last).toEqual({ action: 'late' });
    });

    it('is one chain, however many seal it at once', async () => {
      await Promise.all(['庚', '辛', '壬', '癸'].map(merchant));
      await Promise.all([seal(), seal(), seal(), seal()]);
      await seal();
      expect(await verify()).toMatchObject({ differences: [], unsealed: { count: 0 } });
    });

    it.each([
      ['an event that is changed', `update audit_event set after = jsonb_set(after, '{name}', '"x"') where id = $1`, 'event-changed'],
      ['one whose author is changed', `update audit_event set account_id = 99, username = 'other' where id = $1`, 'event-changed'],
      ['one that is moved in time', `update audit_event set at = at - interval '1 microsecond' where id = $1`, 'event-changed'],
      ['an event that is removed', `delete from audit_event where id = $1`, 'event-missing'],
      ['a seal that is changed', `update audit_seal set hash = sha256(hash) where event_id = $1`, 'seal-changed'],
    ])('shows %s, with its number', async (_what, statement, kind) => {
      const [place] = await app.sql<{ position: string; event_id: string }>('select position, event_id from audit_seal where position = 5');
      await app.sql(statement, [place?.event_id]);
      expect((await verify()).differences).toEqual([{ kind, position: '5', eventId: place?.event_id }]);
    });

    it('shows a seal that is removed; its event has none, then', async () => {
      const [gone] = await app.sql<{ event_id: string }>('delete from audit_seal where position = 5 returning event_id');
      expect((await verify()).differences).toEqual([
        { kind: 'seal-missing', position: '5', eventId: null },
        { kind: 'event-added', position: null, eventId: gone?.event_id },
      ]);
    });

    it('shows an event that is added behind its back, also where it is given to be sealed under an old date', async () => {
      const insert = `insert into audit_event (at, action, resource) values ('2026-01-01', 'x', 'y') returning id::text`;
      const [added] = await app.sql<{ id: string }>(insert);
      expect((await verify()).differences).toEqual([{ kind: 'event-added', position: null, eventId: added?.id }]);
      await app.sql('insert into audit_todo (event_id) values ($1)', [added?.id]);
      await seal();
      expect((await verify()).differences).toEqual([
        { kind: 'event-backdated', position: String(await count('audit_seal')), eventId: added?.id },
      ]);
    });

    it('that is rewritten as a whole, or cut off, is found by what was noted elsewhere', async () => {
      const { last } = await verify();
      const anchor = parseAnchor(`${last?.position}:${last?.hash}`);
      await merchant('子');
      await seal();
      expect((await verify(anchor)).differences).toEqual([]);
      await app.sql(`update audit_event set username = 'other' where id = (select event_id from audit_seal where position = 3)`);
      await rewriteChain();
      expect((await verify()).differences).toEqual([]);
      const found = [{ kind: 'anchor-not-in-chain', position: last?.position, eventId: null }];
      expect((await verify(anchor)).differences).toEqual(found);
      await app.sql(
        `with cut as (delete from audit_seal where position >= $1 returning event_id) delete from audit_event where id in (select event_id from cut)`,
        [last?.position],
      );
      expect((await verify()).differences).toEqual([]);
      expect((await verify(anchor)).differences).toEqual(found);
    });

    /** What whoever owns the database could do. */
    async function rewriteChain(): Promise<void> {
      const sealed = await database.snapshot(operator('test'), (tx) => new AuditSealRepository().listSealed(tx, '0', 10_000));
      let previous: Buffer = START;
      for (const { position, text } of sealed) {
        const eventHash = hashOfEvent(text ?? '');
        previous = hashOfSeal(previous, eventHash);
        await app.sql('update audit_seal set event_hash = $2, hash = $3 where position = $1', [position, eventHash, previous]);
      }
    }
  });
});

describe('an anchor', () => {
  it.each(['', '5', '0:' + 'a'.repeat(64), '5:abc', 'x:' + 'a'.repeat(64)])('is not: %s', (text) => {
    expect(() => parseAnchor(text)).toThrow(/position:hash/);
  });
});
