import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Verification } from '../../src/modules/revenue/index.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { Database } from '../../src/platform/database/index.js';
import { stopWorkers } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { FixedHistory, PromiseBroken, type Stage, STAGES } from './fixed-history.js';
import { KeptTables } from './kept-tables.js';
import { type LedgerImage, ledgerImage } from './ledger-image.js';
import { type Fault, FAULTS, StatementFaults } from './statement-faults.js';

const FEWEST_STATEMENTS = 4;
const PATIENCE_MS = 240_000;

/** Promises 1 and 2: whichever statement of whichever stage is the last one executed, doing the stage again gives the same ledger. */
describe('a stage that is aborted at any of its statements', () => {
  let app: TestApp;
  let faults: StatementFaults;
  let history: FixedHistory;
  let undisturbed: LedgerImage;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0, now: () => new Date('2026-11-22T12:00:00+08:00') });
    await stopWorkers(app);
    faults = new StatementFaults(['app', 'worker'].map((role) => app.app.get<DataSource>(getDataSourceToken(role), { strict: false })));
    history = new FixedHistory(app);
    await history.startOver();
    for (const stage of STAGES) await history.run(stage);
    undisturbed = await ledgerImage(app);
  });
  afterAll(() => app.close());

  it('has a history to disturb', () => {
    const { orders, refunds, entrySums, leftOver } = undisturbed;
    expect([orders?.length, refunds?.length]).toEqual([2, 2]);
    expect(entrySums?.map((sum) => sum.live_session_id)).not.toContain(0);
    expect(leftOver).toEqual([{ messages: 0, changes: 0, orders: 0, entries: 0 }]);
  });

  // A person's requests have many statements; how one of them fails matters less there than that each has its turn.
  const cases: readonly (readonly [Stage, Fault])[] = [
    ...(['push', 'apply messages', 'mark reattributed', 'post entries', 'fold entries'] as const).flatMap((stage) =>
      FAULTS.map((fault) => [stage, fault] as const),
    ),
    ['change registers', 'the connection is lost'],
  ];

  it.each(cases)(
    'loses and repeats nothing: %s, %s',
    async (stage, fault) => {
      const place = STAGES.indexOf(stage);
      let statement = 0;
      await history.startOver();
      for (const before of STAGES.slice(0, place)) await history.run(before);
      const kept = await KeptTables.keep(app);
      for (let struck: string | null = ''; struck !== null;) {
        statement += 1;
        await kept.restore();
        faults.arm(statement, fault);
        await history.run(stage).catch(rethrowBrokenPromise);
        struck = faults.disarm();
        for (const again of STAGES.slice(place)) await history.run(again);
        expect({ statement, struck, ...(await ledgerImage(app)) }).toEqual({ statement, struck, ...undisturbed });
        expect({ statement, struck, differences: await differences() }).toEqual({ statement, struck, differences: [] });
      }
      expect(statement).toBeGreaterThan(FEWEST_STATEMENTS);
    },
    PATIENCE_MS,
  );

  async function differences(): Promise<unknown[]> {
    return (await new Verification(app.app.get(Database), new VerificationRepository()).verify()).differences;
  }
});

function rethrowBrokenPromise(error: unknown): void {
  if (error instanceof PromiseBroken) throw error;
}
