import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, operator, type Tx } from '../../platform/database/index.js';
import type { Anchor } from './anchor.js';
import { AuditSealRepository, type LastSeal } from './audit-seal.repository.js';
import { type ChainFault, ChainWalk } from './chain.js';

const VERIFIER = operator('audit-verify');
const PAGE = 1_000;
const MAX_STRAYS = 100;

export interface AuditFault {
  readonly kind: ChainFault['kind'] | 'event-added' | 'anchor-not-in-chain';
  readonly position: string | null;
  readonly eventId: string | null;
}

export interface AuditReport {
  readonly sealed: number;
  /** Events of the last seconds, which `verify` cannot vouch for yet. */
  readonly unsealed: { readonly count: number; readonly since: string | null };
  /** To be noted elsewhere: who rewrites the whole chain cannot rewrite the note. */
  readonly last: { readonly position: string; readonly hash: string } | null;
  readonly differences: readonly AuditFault[];
}

/** Whether the record is as it was written: recomputed from the first event on, beside the running system, in one snapshot. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly database: Database,
    private readonly seals: AuditSealRepository,
  ) {}

  verify(anchor: Anchor | null): Promise<AuditReport> {
    return this.database.snapshot(VERIFIER, async (tx) => {
      const { sealed, faults } = await this.walk(tx);
      const { count, since } = await this.seals.findWaiting(tx);
      return {
        sealed,
        unsealed: { count, since: since === null ? null : beijingIso(since) },
        last: toNote(await this.seals.findLast(tx)),
        differences: [...faults, ...(await this.strays(tx)), ...(await this.anchorFaults(tx, anchor))],
      };
    });
  }

  private async walk(tx: Tx): Promise<{ sealed: number; faults: ChainFault[] }> {
    const walk = new ChainWalk();
    const faults: ChainFault[] = [];
    let [sealed, position] = [0, '0'];
    for (;;) {
      const page = await this.seals.listSealed(tx, position, PAGE);
      for (const one of page) faults.push(...walk.next(one));
      sealed += page.length;
      position = page.at(-1)?.position ?? position;
      if (page.length < PAGE) return { sealed, faults };
    }
  }

  private async strays(tx: Tx): Promise<AuditFault[]> {
    return (await this.seals.listStrays(tx, MAX_STRAYS)).map((eventId) => ({ kind: 'event-added', position: null, eventId }));
  }

  private async anchorFaults(tx: Tx, anchor: Anchor | null): Promise<AuditFault[]> {
    if (anchor === null) return [];
    const { position, hash } = anchor;
    const found = await this.seals.findHash(tx, position);
    return found?.equals(hash) === true ? [] : [{ kind: 'anchor-not-in-chain', position, eventId: null }];
  }
}

function toNote(last: LastSeal | null): AuditReport['last'] {
  return last === null ? null : { position: last.position, hash: last.hash.toString('hex') };
}
