import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { DivisionSuccessionItem } from './division.dto.js';
import type { Succession } from './succession.js';

const LIST_SUCCESSIONS = sqlFile(import.meta.url, './sql/list-successions.sql');

@Injectable()
export class DivisionSuccessionRepository {
  list(tx: Tx, afterCode: string, afterSuccessor: string, count: number): Promise<DivisionSuccessionItem[]> {
    return tx.query<DivisionSuccessionItem>(LIST_SUCCESSIONS, [afterCode, afterSuccessor, count]);
  }

  /** What is recorded of these codes. */
  ofCodes(tx: Tx, codes: readonly string[]): Promise<Succession[]> {
    return tx.query<Succession>(
      `select code, successor_code as "successorCode", kind, valid_from::text as "validFrom", is_main as "isMain", note
       from division_succession where code = any ($1::text[]) order by code, successor_code`,
      [codes],
    );
  }

  /** Those of the codes that the register has or had. */
  async knownCodes(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ code: string }>('select code from division where code = any ($1::text[])', [codes]);
    return new Set(rows.map(({ code }) => code));
  }

  async delete(tx: Tx, rows: readonly Succession[]): Promise<void> {
    await tx.query(
      `delete from division_succession s using unnest($1::text[], $2::text[]) gone (code, successor_code)
       where s.code = gone.code and s.successor_code = gone.successor_code`,
      [rows.map(({ code }) => code), rows.map(({ successorCode }) => successorCode)],
    );
  }

  async insert(tx: Tx, rows: readonly Succession[]): Promise<void> {
    const column = <Value>(value: (row: Succession) => Value): Value[] => rows.map(value);
    await tx.query(
      `insert into division_succession (code, successor_code, kind, valid_from, is_main, note)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::boolean[], $6::text[])`,
      [
        column((row) => row.code),
        column((row) => row.successorCode),
        column((row) => row.kind),
        column((row) => row.validFrom),
        column((row) => row.isMain),
        column((row) => row.note),
      ],
    );
  }

  /** Codes that left the register and of which nobody said who took over: today they still stand for themselves. */
  async countWithoutSuccessor(tx: Tx): Promise<number> {
    const { count } = await tx.one<{ count: number }>(
      `select count(*)::integer as count from division d
       where d.valid_to is not null and not exists (select from division_today t where t.code = d.code)`,
    );
    return count;
  }
}
