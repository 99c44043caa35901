import { Injectable } from '@nestjs/common';
import { beijingIso, businessDayOf } from '../../kernel/business-day.js';
import { codeLength } from '../../kernel/division-code.js';
import { fenFromSql } from '../../kernel/money.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, nameOf, type Principal, type Tx } from '../../platform/database/index.js';
import { cursorId, OnceWriter, Precondition, toPage, type WriteRequest } from '../../platform/http/index.js';
import { DivisionService, requireInOwnDivision } from '../divisions/index.js';
import { isCategory } from '../products/index.js';
import type { ChangeSalesTarget, CreateSalesTarget, SalesTargetDto, SalesTargetPage, SalesTargetQuery } from './sales-target.dto.js';
import { SalesTargetError } from './sales-target.errors.js';
import { type SalesTarget, SalesTargetRepository } from './sales-target.repository.js';
import { TargetProgress } from './target-progress.js';

/** What a division aims to sell in a year, and how far it has come. */
@Injectable()
export class SalesTargets {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly targets: SalesTargetRepository,
    private readonly progress: TargetProgress,
    private readonly divisions: DivisionService,
    private readonly clock: Clock,
  ) {}

  create(write: WriteRequest, target: CreateSalesTarget): Promise<SalesTargetDto> {
    requireInOwnDivision(write.principal, target.divisionCode);
    requireCategory(target);
    return this.writer.run(write, async (tx) => {
      await this.divisions.requireKnown(tx, target.divisionCode);
      await this.divisions.refuseEnded(tx, target.divisionCode);
      return toDto(await this.targets.insert(tx, target, nameOf(write.principal)));
    });
  }

  get(principal: Principal, id: string): Promise<SalesTargetDto> {
    return this.database.snapshot(principal, async (tx) => toDto(known(await this.targets.find(tx, id), id)));
  }

  list(principal: Principal, { year, within, limit, cursor }: SalesTargetQuery): Promise<SalesTargetPage> {
    const now = this.clock.now();
    return this.database.snapshot(principal, async (tx) => {
      const { items, nextCursor } = toPage(
        await this.targets.list(tx, { year, within }, cursorId(cursor), limit + 1),
        limit,
        (target) => target,
        ({ id }) => [id],
      );
      const names = await this.divisions.fullNames(
        tx,
        items.map(({ divisionCode }) => divisionCode),
      );
      const told = [];
      for (const target of items) {
        const divisionName = names.get(target.divisionCode) ?? target.divisionCode;
        told.push({ ...toDto(target), divisionName, progress: await this.progress.of(tx, target, businessDayOf(now)) });
      }
      return { items: told, nextCursor, asOf: beijingIso(now) };
    });
  }

  change(principal: Principal, id: string, changes: ChangeSalesTarget, expected: Precondition): Promise<SalesTargetDto> {
    return this.database.transaction(principal, async (tx) => {
      const before = await this.requireUnchanged(tx, principal, id, expected);
      const { valueFen = before.valueFen, reason = before.reason } = changes;
      return toDto(await this.targets.update(tx, id, valueFen, reason, nameOf(principal)));
    });
  }

  remove(principal: Principal, id: string, expected: Precondition): Promise<void> {
    return this.database.transaction(principal, async (tx) => {
      await this.requireUnchanged(tx, principal, id, expected);
      await this.targets.remove(tx, id);
    });
  }

  private async requireUnchanged(tx: Tx, principal: Principal, id: string, expected: Precondition): Promise<SalesTarget> {
    const locked = await this.targets.findForChange(tx, id);
    // A target of a division around one's own may be seen and not changed.
    const seen = locked ?? (await this.targets.find(tx, id));
    if (seen !== null) requireInOwnDivision(principal, seen.divisionCode);
    await expected.require(() => (locked === null ? null : toDto(locked)));
    return known(locked, id);
  }
}

function requireCategory({ category, divisionCode }: CreateSalesTarget): void {
  if (category == null) return;
  if (!isCategory(category)) throw new SalesTargetError('sales-targets.category', { category }, '/category');
  if (divisionCode.length > codeLength('county')) throw new SalesTargetError('sales-targets.category-below-county', {}, '/category');
}

function known(target: SalesTarget | null, id: string): SalesTarget {
  if (target === null) throw new SalesTargetError('sales-targets.not-found', { id });
  return target;
}

function toDto({ valueFen, changedAt, ...target }: SalesTarget): SalesTargetDto {
  return { ...target, valueFen: fenFromSql(valueFen), changedAt: beijingIso(changedAt) };
}
