import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { DecideRural } from './rural-division.dto.js';

const LIST = sqlFile(import.meta.url, './sql/rural-divisions.sql');
const ONE = `select d.code, d.display_name as name, r.is_rural as decided, r.reason, r.decided_on::text as "decidedOn", r.set_by as "setBy"
  from division d left join rural_division r on r.code = d.code where d.code = $1 and d.level = 'township'`;
const DECIDE = `insert into rural_division (code, is_rural, reason, decided_on, set_by) values ($1, $2, $3, $4::date, $5)
  on conflict (code) do update set is_rural = excluded.is_rural, reason = excluded.reason, decided_on = excluded.decided_on,
    set_by = excluded.set_by, set_at = now()`;

export interface RuralDivision {
  readonly code: string;
  readonly name: string;
  readonly decided: boolean | null;
  readonly reason: string | null;
  readonly decidedOn: string | null;
  readonly setBy: string | null;
}

@Injectable()
export class RuralDivisionRepository {
  async find(tx: Tx, code: string): Promise<RuralDivision | null> {
    const [row] = await tx.query<RuralDivision>(ONE, [code]);
    return row ?? null;
  }

  list(tx: Tx, within: string, afterCode: string, count: number): Promise<RuralDivision[]> {
    return tx.query<RuralDivision>(LIST, [within, afterCode, count]);
  }

  /** There may be no row to lock yet: one decision about a township at a time. */
  async takeTurn(tx: Tx, code: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 20261130))', [code]);
  }

  async decide(tx: Tx, code: string, { isRural, reason, decidedOn }: DecideRural, by: string): Promise<void> {
    await tx.query(DECIDE, [code, isRural, reason, decidedOn, by]);
  }

  async withdraw(tx: Tx, code: string): Promise<void> {
    await tx.query('delete from rural_division where code = $1', [code]);
  }
}
