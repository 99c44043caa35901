import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Database, worker } from '../../platform/database/index.js';
import { JobSlots } from '../../platform/queue/index.js';
import type { LeasedImport } from './file-import.js';
import { ImportCommitting } from './import-committing.service.js';
import { ImportReading } from './import-reading.service.js';
import { ImportStopped } from './import-stopped.js';
import { ImportWorkRepository, LeaseLost } from './import-work.repository.js';

const WORKER = worker('imports');
const AT_ONCE = 2;
const LEASE_SECONDS = 12;
const RENEW_MS = 3_000;
const LOOK_AGAIN_MS = 250;
const SWEEP_EVERY_MS = 60_000;

class Stopping extends Error {}

/** Reads, commits and takes back whatever is to be: taken up by its state, and by another process soon after one is killed. */
@Injectable()
export class ImportWork implements OnModuleDestroy {
  private readonly logger = new Logger(ImportWork.name);
  private isStopping = false;
  private sweptAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly imports: ImportWorkRepository,
    private readonly reading: ImportReading,
    private readonly committing: ImportCommitting,
    private readonly slots: JobSlots,
  ) {}

  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** Until nothing is to be done and everything that was committed is counted. */
  async workAll(): Promise<void> {
    for (;;) {
      await this.slots.workOff({
        count: AT_ONCE,
        take: (count) => this.database.transaction(WORKER, (tx) => this.imports.lease(tx, randomUUID(), count, LEASE_SECONDS)),
        work: (one) => this.workOn(one),
      });
      const waiting = await this.database.transaction(WORKER, (tx) => this.imports.settle(tx));
      if (waiting === 0 || this.isStopping) return;
      await sleep(LOOK_AGAIN_MS, undefined, { ref: false });
    }
  }

  countToDo(): Promise<number> {
    return this.database.transaction(WORKER, async (tx) => {
      if (performance.now() - this.sweptAt > SWEEP_EVERY_MS) {
        await this.imports.sweep(tx);
        tx.afterCommit(() => (this.sweptAt = performance.now()));
      }
      return this.imports.countToDo(tx);
    });
  }

  private async workOn(one: LeasedImport): Promise<void> {
    const renewing = setInterval(() => void this.renew(one), RENEW_MS);
    try {
      await this.advance(one);
    } catch (error) {
      await this.settleFailure(one, error);
    } finally {
      clearInterval(renewing);
      await this.database.transaction(WORKER, (tx) => this.imports.release(tx, one)).catch(() => undefined);
    }
  }

  private async advance(one: LeasedImport): Promise<void> {
    const goOn = (): void => {
      if (this.isStopping) throw new Stopping();
    };
    if (one.state === 'reading') await this.reading.read(one, goOn);
    else if (one.state === 'committing') await this.committing.commit(one, goOn);
    else await this.committing.undo(one, goOn);
  }

  private async settleFailure(one: LeasedImport, error: unknown): Promise<void> {
    if (error instanceof LeaseLost || error instanceof Stopping) return;
    if (!(error instanceof ImportStopped)) throw error;
    this.logger.warn({ import: one.id, code: error.fault.code }, 'an import stopped');
    await this.database.transaction(WORKER, async (tx) => {
      await this.imports.fail(tx, one, error.fault);
      if (one.state === 'reading') await this.imports.dropAll(tx, one.id);
    });
  }

  /** The lease outlives a few of these that fail. */
  private async renew(one: LeasedImport): Promise<void> {
    await this.database.transaction(WORKER, (tx) => this.imports.renew(tx, one, LEASE_SECONDS)).catch(() => undefined);
  }
}
