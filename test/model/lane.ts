import fc from 'fast-check';
import type { Capabilities, CunboDriver } from './driver.js';
import { historySeedFor } from './histories.js';
import { checkHistory } from './ledger-check.js';
import { freshWindows, type Window } from './windows.js';

export type ClosableDriver = CunboDriver & { close(): Promise<void> };

export interface Batch {
  readonly seed: number;
  readonly histories: number;
  /** Shows the first failing history as it was drawn. */
  readonly endOnFailure: boolean;
}

/** A new system costs a second or so; on one that is full every ranking reads more. There are three times as many windows. */
const HISTORIES_PER_SYSTEM = 250;

/** Plays batches of histories one after the other, and takes a new, empty system for itself when the one it has is full. */
export class Lane {
  private driver: ClosableDriver | null = null;
  private takeWindow: (() => Promise<Window>) | null = null;
  private played = 0;

  constructor(private readonly createDriver: () => Promise<ClosableDriver>) {}

  /** Fails with everything needed to read the case; fast-check has made it as small as it could. */
  async play({ seed, histories, endOnFailure }: Batch): Promise<void> {
    const { driver, takeWindow } = await this.systemFor(histories);
    const property = fc.asyncProperty(historySeedFor(driver.capabilities), async (drawn) =>
      checkHistory(drawn, await takeWindow(), driver),
    );
    await fc.assert(property, { seed, numRuns: histories, endOnFailure });
    const differences = await driver.verifyDifferences();
    if (differences !== 0) throw new Error(`After the histories of seed ${seed} verify finds ${differences} differences`);
  }

  async close(): Promise<void> {
    await this.driver?.close();
    this.driver = null;
  }

  private async systemFor(histories: number): Promise<{ driver: CunboDriver; takeWindow: () => Promise<Window> }> {
    if (this.played + histories > HISTORIES_PER_SYSTEM) await this.close();
    if (!this.driver || !this.takeWindow) {
      this.driver = await this.createDriver();
      this.takeWindow = freshWindows(this.driver);
      this.played = 0;
    }
    this.played += histories;
    return { driver: this.driver, takeWindow: this.takeWindow };
  }
}

/** Several lanes side by side keep the processors busy while one waits. The first failure ends all of them. */
export async function playOnLanes(
  batches: readonly Batch[],
  lanes: readonly Lane[],
  tellProgress: (played: number) => void = () => undefined,
): Promise<void> {
  const waiting = [...batches];
  let played = 0;
  const failures: unknown[] = [];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let batch = waiting.shift(); batch !== undefined && failures.length === 0; batch = waiting.shift()) {
        await lane.play(batch).catch((error: unknown) => failures.push(error));
        played += batch.histories;
        tellProgress(played);
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
}

/** What is said to be missing must be missing: once it is there, these histories must look at it. */
export async function listUnusedCapabilities({ capabilities, request }: CunboDriver): Promise<(keyof Capabilities)[]> {
  const probes: [keyof Capabilities, string][] = [
    ['attributionRules', '/api/v1/attribution-rules?limit=1'],
    ['refundDetail', '/api/v1/refunds?from=2020-01-01&to=2020-01-01&by=reason'],
    ['mapToday', '/api/v1/rankings/cities?from=2020-01-01&to=2020-01-01&map=today'],
  ];
  const unused = probes.filter(([capability]) => !capabilities[capability]);
  const answers = await Promise.all(unused.map(async ([capability, path]) => ({ capability, ...(await request('GET', path)) })));
  return answers.filter(({ status }) => status === 200).map(({ capability }) => capability);
}
