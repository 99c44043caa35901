import { Injectable } from '@nestjs/common';
import { Database, type Tx, worker } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { AuditSealRepository, type NewSeal, type UnsealedEvent } from './audit-seal.repository.js';
import { hashOfEvent, hashOfSeal, START } from './chain.js';

const SEALER = worker('audit-sealer');
const BATCH = 500;

/** Ties each committed event to all before it. Afterwards and by one writer: nobody's request waits for another's. */
@Injectable()
export class AuditSealing {
  constructor(
    private readonly database: Database,
    private readonly seals: AuditSealRepository,
    private readonly hints: Hints,
  ) {}

  /** A batch; where there is more, the job is asked for again. */
  async seal(): Promise<void> {
    const sealed = await this.database.transaction(SEALER, (tx) => this.sealBatch(tx));
    if (sealed === BATCH) this.hints.hint('audit.seal');
  }

  countWaiting(): Promise<number> {
    return this.database.transaction(SEALER, (tx) => this.seals.countWaiting(tx));
  }

  private async sealBatch(tx: Tx): Promise<number> {
    if (!(await this.seals.takeTurn(tx))) return 0;
    const last = await this.seals.findLast(tx);
    const events = await this.seals.claim(tx, BATCH);
    await this.seals.add(tx, chained(events, last?.hash ?? START, BigInt(last?.position ?? 0)));
    return events.length;
  }
}

function chained(events: readonly UnsealedEvent[], start: Buffer, after: bigint): NewSeal[] {
  let previous = start;
  return events.map(({ eventId, text }, index) => {
    const eventHash = hashOfEvent(text);
    previous = hashOfSeal(previous, eventHash);
    return { position: after + BigInt(index + 1), eventId, eventHash, hash: previous };
  });
}
