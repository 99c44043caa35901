import type pg from 'pg';

export interface TableSize {
  readonly table: string;
  readonly rows: number;
  /** With indexes. */
  readonly bytes: number;
}

const TABLES = ['order_line', 'revenue_entry', 'rollup_base', 'rollup_area'];

export async function tableSizes(admin: pg.Client): Promise<TableSize[]> {
  const sizes: TableSize[] = [];
  for (const table of TABLES) {
    const { rows } = await admin.query<{ rows: string; bytes: string }>(
      `select (select count(*) from ${table}) as rows, pg_total_relation_size('${table}') as bytes`,
    );
    sizes.push({ table, rows: Number(rows[0]?.rows), bytes: Number(rows[0]?.bytes) });
  }
  return sizes;
}
