import { Injectable } from '@nestjs/common';
import { type Tx, violatedConstraint } from '../../platform/database/index.js';
import type { Basis } from '../rankings/index.js';
import type { CreateSalesTarget, TargetMeasure } from './sales-target.dto.js';
import { SalesTargetError } from './sales-target.errors.js';

const COLUMNS = `id, division_code as "divisionCode", nullif(category, '') as category, year, measure, basis, value_fen as "valueFen", reason,
  changed_at as "changedAt", changed_by as "changedBy"`;
const INSERT = `insert into sales_target (division_code, category, year, measure, basis, value_fen, reason, changed_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`;
const UPDATE = `update sales_target set value_fen = $2, reason = $3, changed_at = now(), changed_by = $4 where id = $1 returning ${COLUMNS}`;
const LIST = `select ${COLUMNS} from sales_target
  where id > $1 and ($2::int is null or year = $2)
    and ($3::text is null or starts_with(division_code, $3) or starts_with($3, division_code))
  order by id limit $4`;

export interface SalesTarget {
  readonly id: string;
  readonly divisionCode: string;
  readonly category: string | null;
  readonly year: number;
  readonly measure: TargetMeasure;
  readonly basis: Basis;
  /** bigint: text. */
  readonly valueFen: string;
  readonly reason: string;
  readonly changedAt: Date;
  readonly changedBy: string;
}

@Injectable()
export class SalesTargetRepository {
  async insert(
    tx: Tx,
    { divisionCode, category, year, measure, basis, valueFen, reason }: CreateSalesTarget,
    by: string,
  ): Promise<SalesTarget> {
    try {
      return await tx.one<SalesTarget>(INSERT, [divisionCode, category ?? '', year, measure, basis, valueFen, reason, by]);
    } catch (error) {
      if (violatedConstraint(error) === 'sales_target_once')
        throw new SalesTargetError('sales-targets.exists', { divisionCode, year }, '/year');
      throw error;
    }
  }

  async find(tx: Tx, id: string): Promise<SalesTarget | null> {
    const [target] = await tx.query<SalesTarget>(`select ${COLUMNS} from sales_target where id = $1`, [id]);
    return target ?? null;
  }

  /** Locks the row; of a target that may be seen but not changed there is none. */
  async findForChange(tx: Tx, id: string): Promise<SalesTarget | null> {
    const [target] = await tx.query<SalesTarget>(`select ${COLUMNS} from sales_target where id = $1 for update`, [id]);
    return target ?? null;
  }

  update(tx: Tx, id: string, valueFen: number | string, reason: string, by: string): Promise<SalesTarget> {
    return tx.one<SalesTarget>(`with changed as (${UPDATE}) select * from changed`, [id, valueFen, reason, by]);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query('delete from sales_target where id = $1', [id]);
  }

  list(tx: Tx, filter: { year?: number; within?: string }, afterId: string, count: number): Promise<SalesTarget[]> {
    return tx.query<SalesTarget>(LIST, [afterId, filter.year ?? null, filter.within ?? null, count]);
  }
}
