import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { ReportCell, ReportTable, ReportTemplate } from './report-table.js';

export type NewReportTable = ReportTemplate & { readonly divisionCode: string };

const COLUMNS = `id::text, division_code as "divisionCode", title, year, first_month as "firstMonth", last_month as "lastMonth", paper, source,
  areas, indicators, footnotes, revision, created_at as "createdAt", changed_at as "changedAt"`;

/** Tables and their cells; row-level security shows those of divisions around and inside one's own. */
@Injectable()
export class ReportTableRepository {
  insert(tx: Tx, table: NewReportTable): Promise<ReportTable> {
    return tx.one<ReportTable>(
      `insert into report_table (division_code, title, year, first_month, last_month, paper, source, areas, indicators, footnotes)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${COLUMNS}`,
      [table.divisionCode, ...templateParameters(table)],
    );
  }

  async find(tx: Tx, id: string): Promise<ReportTable | null> {
    const [table] = await tx.query<ReportTable>(`select ${COLUMNS} from report_table where id = $1`, [id]);
    return table ?? null;
  }

  /** Locks the row, so that two changes at once happen one after the other. Null of a table one may not change. */
  async findForChange(tx: Tx, id: string): Promise<ReportTable | null> {
    const [table] = await tx.query<ReportTable>(`select ${COLUMNS} from report_table where id = $1 for update`, [id]);
    return table ?? null;
  }

  /** The newest first. `beforeId` '0': from the start. */
  list(tx: Tx, year: number | null, beforeId: string, count: number): Promise<ReportTable[]> {
    return tx.query<ReportTable>(
      `select ${COLUMNS} from report_table where ($1::bigint = 0 or id < $1) and ($2::integer is null or year = $2)
       order by report_table.id desc limit $3`,
      [beforeId, year, count],
    );
  }

  update(tx: Tx, id: string, template: ReportTemplate): Promise<ReportTable> {
    return tx.one<ReportTable>(
      `update report_table set title = $2, year = $3, first_month = $4, last_month = $5, paper = $6, source = $7, areas = $8, indicators = $9,
              footnotes = $10, revision = revision + 1, changed_at = clock_timestamp()
       where id = $1 returning ${COLUMNS}`,
      [id, ...templateParameters(template)],
    );
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.query('delete from report_cell where table_id = $1', [id]);
    await tx.query('delete from report_table where id = $1', [id]);
  }

  listCells(tx: Tx, id: string): Promise<ReportCell[]> {
    return tx.query<ReportCell>(
      `select indicator_key as indicator, area_key as area, level, rate from report_cell where table_id = $1 order by indicator_key, area_key`,
      [id],
    );
  }

  /** In key order, so that two writers never wait for each other crosswise. A cell that says the same is not touched. */
  async putCells(tx: Tx, id: string, cells: readonly ReportCell[]): Promise<void> {
    await tx.query(
      `insert into report_cell (table_id, indicator_key, area_key, level, rate)
       select $1, given.* from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as given (indicator_key, area_key, level, rate)
       order by indicator_key, area_key
       on conflict (table_id, indicator_key, area_key) do update set level = excluded.level, rate = excluded.rate
       where (report_cell.level, report_cell.rate) is distinct from (excluded.level, excluded.rate)`,
      [
        id,
        cells.map(({ indicator }) => indicator),
        cells.map(({ area }) => area),
        cells.map(({ level }) => level),
        cells.map(({ rate }) => rate),
      ],
    );
  }

  /** What has no row or column any more, or is counted from now on. */
  async dropCellsOutside(tx: Tx, id: string, indicators: readonly string[], areas: readonly string[]): Promise<void> {
    await tx.query(
      'delete from report_cell where table_id = $1 and not (indicator_key = any ($2::text[]) and area_key = any ($3::text[]))',
      [id, indicators, areas],
    );
  }
}

function templateParameters(template: ReportTemplate): unknown[] {
  const { title, year, firstMonth, lastMonth, paper, source, areas, indicators, footnotes } = template;
  const lists = [areas, indicators, footnotes].map((list) => JSON.stringify(list));
  return [title, year, firstMonth, lastMonth, paper, source, ...lists];
}
