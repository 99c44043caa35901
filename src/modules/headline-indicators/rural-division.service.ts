import { Injectable } from '@nestjs/common';
import { businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, nameOf, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, type Page, Precondition, toPage } from '../../platform/http/index.js';
import { requireInOwnDivision, requireInOwnProvince } from '../divisions/index.js';
import type { DecideRural, RuralDivisionDto, RuralDivisionQuery } from './rural-division.dto.js';
import { RuralDivisionError } from './rural-division.errors.js';
import { type RuralDivision, RuralDivisionRepository } from './rural-division.repository.js';
import { isRuralByCode } from './rural-rule.js';

/** Which townships are rural: by their code, or as a bureau or an operator decided, with basis and date. */
@Injectable()
export class RuralDivisions {
  constructor(
    private readonly database: Database,
    private readonly divisions: RuralDivisionRepository,
    private readonly clock: Clock,
  ) {}

  list(principal: Principal, { within, limit, cursor }: RuralDivisionQuery): Promise<Page<RuralDivisionDto>> {
    requireInOwnProvince(principal, within);
    const after = String(decodeCursor(cursor, 1)?.[0] ?? '');
    return this.database.snapshot(principal, async (tx) =>
      toPage(await this.divisions.list(tx, within, after, limit + 1), limit, toDto, ({ code }) => [code]),
    );
  }

  get(principal: Principal, code: string): Promise<RuralDivisionDto> {
    return this.database.snapshot(principal, (tx) => this.read(tx, code));
  }

  decide(principal: Principal, code: string, decision: DecideRural, expected: Precondition): Promise<RuralDivisionDto> {
    requireInOwnDivision(principal, code);
    const { decidedOn } = decision;
    if (decidedOn > businessDayOf(this.clock.now()))
      throw new RuralDivisionError('rural-divisions.day-to-come', { day: decidedOn }, '/decidedOn');
    return this.change(principal, code, expected, (tx) => this.divisions.decide(tx, code, decision, nameOf(principal)));
  }

  /** From then on the code says it again. */
  withdraw(principal: Principal, code: string, expected: Precondition): Promise<RuralDivisionDto> {
    requireInOwnDivision(principal, code);
    return this.change(principal, code, expected, (tx) => this.divisions.withdraw(tx, code));
  }

  private change(principal: Principal, code: string, expected: Precondition, write: (tx: Tx) => Promise<void>): Promise<RuralDivisionDto> {
    return this.database.transaction(principal, async (tx) => {
      await this.divisions.takeTurn(tx, code);
      const before = await this.read(tx, code);
      await expected.require(() => before);
      await write(tx);
      return this.read(tx, code);
    });
  }

  private async read(tx: Tx, code: string): Promise<RuralDivisionDto> {
    const division = await this.divisions.find(tx, code);
    if (division === null) throw new RuralDivisionError('rural-divisions.not-found', { code: code.slice(0, 20) });
    return toDto(division);
  }
}

function toDto({ code, name, decided, reason, decidedOn, setBy }: RuralDivision): RuralDivisionDto {
  const byCode = isRuralByCode(code);
  return { code, name, isRural: decided ?? byCode, isRuralByDefault: byCode, reason, decidedOn, setBy };
}
