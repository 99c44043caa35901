import { Injectable } from '@nestjs/common';
import { monthsTouched } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import type { Precondition } from '../../platform/http/index.js';
import type { BulletinDto, CoverageDto, CoverageQuery } from './bulletin.dto.js';
import { BulletinError } from './bulletin.errors.js';
import { type BulletinCopy, BulletinCopyRepository } from './bulletin-copy.repository.js';
import { requireMaker } from './bulletin-makers.js';
import { type Bulletin, BulletinRepository } from './bulletin.repository.js';
import { type BulletinState, stateOf } from './bulletin-state.js';
import { bulletinView } from './bulletin-view.js';

/** Bulletins as they are read: what was issued from its copy, exactly as it was. */
@Injectable()
export class BulletinReading {
  constructor(
    private readonly database: Database,
    private readonly bulletins: BulletinRepository,
    private readonly copies: BulletinCopyRepository,
    private readonly clock: Clock,
  ) {}

  get(principal: Principal, id: string, version?: number): Promise<BulletinDto> {
    return this.database.snapshot(principal, async (tx) => this.view(tx, await this.require(tx, id), version));
  }

  coverage(principal: Principal, { divisionCode, from, to }: CoverageQuery): Promise<CoverageDto> {
    return this.database.snapshot(principal, async (tx) => {
      const months = await this.copies.coverage(tx, divisionCode, from, to, this.clock.now());
      const isCovered = from <= to && months.length === monthsTouched({ from, to });
      return { isCovered, isFrozen: isCovered && months.every(({ isFrozen }) => isFrozen), months };
    });
  }

  async require(tx: Tx, id: string): Promise<Bulletin> {
    const bulletin = await this.bulletins.find(tx, id);
    if (bulletin === null) throw new BulletinError('bulletins.not-found', { id });
    return bulletin;
  }

  /** Under its lock, in one of these states, by somebody of the bureau that makes it, and as whoever changes it has seen it. */
  async requireForChange(tx: Tx, id: string, states: readonly BulletinState[], expected: Precondition): Promise<Bulletin> {
    const seen = await this.require(tx, id);
    requireMaker(tx.principal, seen.divisionCode);
    const bulletin = await this.bulletins.findForChange(tx, id);
    if (bulletin === null) throw new BulletinError('bulletins.not-found', { id });
    await expected.require(() => this.view(tx, bulletin));
    const state = stateOf(bulletin, this.clock.now());
    if (!states.includes(state)) throw new BulletinError('bulletins.wrong-state', { id, state });
    return bulletin;
  }

  /** As it was issued, or of another version. */
  async view(tx: Tx, bulletin: Bulletin, version?: number): Promise<BulletinDto> {
    const heads = await this.copies.heads(tx, bulletin.id);
    const copy = heads.length === 0 && version === undefined ? null : await this.requireCopy(tx, bulletin.id, version ?? 1);
    return bulletinView(bulletin, copy, heads, this.clock.now());
  }

  async requireCopy(tx: Tx, id: string, version: number): Promise<BulletinCopy> {
    const copy = await this.copies.find(tx, id, version);
    if (copy === null) throw new BulletinError('bulletins.unknown-version', { id, version }, '/version');
    return copy;
  }
}
