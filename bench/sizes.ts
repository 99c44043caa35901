import type pg from 'pg';
import { currentSet, ROLLUPS } from './rollup-sets.ts';

export interface TableSize {
  readonly table: string;
  readonly rows: number;
  readonly heapBytes: number;
  readonly indexBytes: number;
}

const LEDGER = ['sales_order', 'order_line', 'order_refund', 'revenue_entry'];

export async function tableSizes(admin: pg.Client): Promise<TableSize[]> {
  const set = await currentSet(admin);
  const sizes: TableSize[] = [];
  for (const table of [...LEDGER, ...ROLLUPS]) {
    const place = LEDGER.includes(table) ? `public.${table}` : `${set}.${table}`;
    const { rows } = await admin.query<{ rows: string; heap: string; indexes: string }>(
      `select (select count(*) from ${place}) as rows, pg_table_size('${place}') as heap, pg_indexes_size('${place}') as indexes`,
    );
    const [row] = rows;
    sizes.push({ table, rows: Number(row?.rows), heapBytes: Number(row?.heap), indexBytes: Number(row?.indexes) });
  }
  return sizes;
}

export interface AreaPart {
  readonly part: string;
  readonly rows: number;
}

/** What rollup_area's rows are kept by. */
export async function areaParts(admin: pg.Client): Promise<AreaPart[]> {
  const set = await currentSet(admin);
  const { rows } = await admin.query<{ part: string; rows: string }>(
    `select concat_ws(', ', case when level in ('township', 'village') then 'townships and villages' else 'counties and above' end, grain,
                      case when is_detail then 'by category' else 'whole' end) as part, count(*) as rows
     from ${set}.rollup_area group by 1 order by 2 desc`,
  );
  return rows.map(({ part, rows: count }) => ({ part, rows: Number(count) }));
}
