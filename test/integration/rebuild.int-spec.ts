import { setTimeout as sleep } from 'node:timers/promises';
import { EntryPosting } from '../../src/modules/orders/entry-posting.service.js';
import { MessageApplying } from '../../src/modules/intake/message-applying.service.js';
import { rebuildRollups, Verification } from '../../src/modules/revenue/index.js';
import { FILL_GOODS } from '../../src/modules/revenue/rollup-statements.js';
import { Folding } from '../../src/modules/revenue/folding.service.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { Database, operator } from '../../src/platform/database/index.js';
import { settle, stopWorkers } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { asAdmin } from '../support/test-database.js';
import { newItem, newSeller, noon, ranking, type Seller, sell } from './sales.js';

const DAY = '2026-11-01';
const VILLAGE = '140681102201';
const SOLD_FEN = 300;
const PATIENCE_MS = 20_000;

/** Promise 5: rollups can be made anew beside a running system. */
describe('rebuild', () => {
  let app: TestApp;
  let seller: Seller;

  beforeEach(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    seller = await newSeller(app);
    await newItem(app, seller, 'item', { originDivisionCode: VILLAGE });
    await sell(app, seller, ...[100, 200].map((paidFen) => ({ paidAt: noon(DAY), lines: [{ paidFen }] })));
    await settle(app);
    await stopWorkers(app);
  });
  afterEach(() => app.close());

  const rebuild = () => rebuildRollups(app.database.access);
  const verify = async () => (await new Verification(app.app.get(Database), new VerificationRepository()).verify()).differences;
  const shown = async (subject: string) => (await ranking(app, subject, { from: DAY, to: DAY })).total.paidFen;

  it('shows a reader whose snapshot is older the same cells as before', async () => {
    await app.app.get(Database).snapshot(operator('test'), async (tx) => {
      await tx.query('select from division limit 1');
      await rebuild();
      for (const table of ['rollup_base', `rollup_area where basis = 'origin' and level = 'all' and grain = 'month' and not is_detail`])
        expect(await tx.query(`select sum(paid_fen)::int as fen from ${table}`)).toEqual([{ fen: SOLD_FEN }]);
    });
  });

  it('neither waits for a reader that is not done nor makes another wait', async () => {
    await app.app.get(Database).snapshot(operator('test'), async (tx) => {
      for (const table of ['rollup_base', 'rollup_area']) await tx.query(`select from ${table}`);
      await rebuild();
      expect([await shown('villages'), await shown('merchants')]).toEqual([SOLD_FEN, SOLD_FEN]);
    });
  });

  it('lets readers and the folder go on, and loses nothing that is folded meanwhile', async () => {
    const done: string[] = [];
    await asAdmin(app.database.name, (snapshotTaken) =>
      asAdmin(app.database.name, async (stepDone) => {
        await snapshotTaken.query('begin; lock table shop in access exclusive mode');
        const rebuilt = rebuild().then(() => done.push('rebuilt'));
        await until(async () => (await waiting('cunbo rebuild, first lane')) === 'relation');
        await stepDone.query('begin; lock table rollup_rebuild in exclusive mode');
        await snapshotTaken.query('commit');
        await sellAndPost(50);
        await foldAll();
        done.push('folded');
        expect([await shown('villages'), await shown('merchants')]).toEqual([SOLD_FEN + 50, SOLD_FEN + 50]);
        await stepDone.query('commit');
        await rebuilt;
      }),
    );
    expect(done).toEqual(['folded', 'rebuilt']);
    expect(await verify()).toEqual([]);
    expect([await shown('villages'), await shown('merchants')]).toEqual([SOLD_FEN + 50, SOLD_FEN + 50]);
  });

  it.each(['counties-days', 'goods-ten-days', 'villages-months', 'keys-of-rollup_area', 'keys-of-rollup_base'])(
    'is carried on where it was interrupted: before the step %s',
    async (step) => {
      await app.sql(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$`);
      await app.sql(
        `create trigger refuse before update on rollup_rebuild for each row when (new.steps_done @> '{${step}}') execute function refuse()`,
      );
      await expect(rebuild()).rejects.toThrow('cut off');
      await sellAndPost(50);
      await foldAll();
      expect([await shown('merchants'), await verify()]).toEqual([SOLD_FEN + 50, []]);
      await app.sql('drop trigger refuse on rollup_rebuild');
      expect(await rebuild()).toMatchObject({ isResumed: true, caughtUp: 2 });
      expect([await shown('merchants'), await shown('villages'), await verify()]).toEqual([SOLD_FEN + 50, SOLD_FEN + 50, []]);
      expect(await rebuild()).toMatchObject({ isResumed: false, caughtUp: 0 });
    },
  );

  it('waits for what the server still does of one that was killed, and does not do it again', async () => {
    await app.sql(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$`);
    await app.sql(
      `create trigger refuse before update on rollup_rebuild for each row when (new.steps_done @> '{goods-ten-days}') execute function refuse()`,
    );
    await expect(rebuild()).rejects.toThrow('cut off');
    await app.sql('drop trigger refuse on rollup_rebuild');
    await asAdmin(app.database.name, async (orphan) => {
      const { rows } = await orphan.query<{ set_name: string }>('select set_name from rollup_rebuild');
      await orphan.query('select pg_advisory_lock(4206821, 2)');
      await orphan.query(`begin; set local search_path = ${rows[0]?.set_name}, public`);
      await orphan.query(FILL_GOODS);
      const rebuilt = rebuild();
      await until(async () => (await waiting('cunbo rebuild, second lane')) === 'advisory');
      await orphan.query(`update rollup_rebuild set steps_done = array_append(steps_done, 'goods-ten-days')`);
      await orphan.query('commit; select pg_advisory_unlock(4206821, 2)');
      expect(await rebuilt).toMatchObject({ isResumed: true });
    });
    expect([await shown('merchants'), await verify()]).toEqual([SOLD_FEN, []]);
  });

  it('begins anew where it was interrupted while it read the entries', async () => {
    await app.sql(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$`);
    await app.sql(
      `create trigger refuse before update on rollup_rebuild for each row when (new.steps_done @> '{base}') execute function refuse()`,
    );
    await expect(rebuild()).rejects.toThrow('cut off');
    await sellAndPost(50);
    await foldAll();
    await app.sql('drop trigger refuse on rollup_rebuild');
    expect(await rebuild()).toMatchObject({ isResumed: false, caughtUp: 0 });
    expect([await shown('merchants'), await verify()]).toEqual([SOLD_FEN + 50, []]);
  });

  it('never lets a reader see an error or a part of the total, however often it runs', async () => {
    let isDone = false;
    const totals = new Set<number>();
    const reader = async (subject: string): Promise<void> => {
      while (!isDone) totals.add(await shown(subject));
    };
    const readers = ['villages', 'merchants', 'counties'].map(reader);
    for (let time = 0; time < 10; time += 1) await rebuild();
    isDone = true;
    await Promise.all(readers);
    expect([...totals]).toEqual([SOLD_FEN]);
  });

  it('leaves entries that are still to be folded to the folder', async () => {
    await sellAndPost(50);
    await rebuild();
    expect([await shown('merchants'), await verify()]).toEqual([SOLD_FEN, []]);
    await foldAll();
    expect([await shown('merchants'), await verify()]).toEqual([SOLD_FEN + 50, []]);
  });

  async function sellAndPost(paidFen: number): Promise<void> {
    await sell(app, seller, { paidAt: noon(DAY), lines: [{ paidFen }] });
    await app.app.get(MessageApplying, { strict: false }).applyAll();
    await app.app.get(EntryPosting, { strict: false }).postAll();
  }

  function foldAll(): Promise<void> {
    return app.app.get(Folding, { strict: false }).foldAll();
  }

  /** The kind of lock a program waits for. */
  async function waiting(program: string): Promise<string | null> {
    const [activity] = await app.sql<{ wait_event: string }>(
      `select wait_event from pg_stat_activity where datname = current_database() and application_name = $1 and wait_event_type = 'Lock'`,
      [program],
    );
    return activity?.wait_event ?? null;
  }
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('What was waited for did not happen.');
    await sleep(5);
  }
}
