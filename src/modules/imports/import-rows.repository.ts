import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { FileMessage } from '../intake/index.js';
import type { FileRow, RowRefusal } from './files/index.js';
import type { Refusal, RefusedRow } from './refused-order.js';

const ADD_ROWS = sqlFile(import.meta.url, './sql/add-import-rows.sql');
const NEXT_ROWS = sqlFile(import.meta.url, './sql/next-import-rows.sql');

interface StagedRow {
  readonly row_no: number;
  readonly order_no: string;
  readonly cells: FileRow['cells'] | null;
  readonly refusal: RowRefusal | null;
}

/** An order of a file as the message it will be, and the first row that tells of it. */
export interface StagedOrder {
  readonly orderNo: string;
  readonly rowNo: number;
  readonly message: FileMessage;
}

/** Rows of files and what was made of them, until they are committed. */
@Injectable()
export class ImportRowRepository {
  async add(tx: Tx, importId: string, rows: readonly FileRow[]): Promise<void> {
    await tx.query(ADD_ROWS, [
      importId,
      rows.map(({ rowNo }) => rowNo),
      rows.map(({ orderNo }) => orderNo),
      rows.map(({ cells }) => JSON.stringify(cells)),
      rows.map(({ refusal }) => (refusal === null ? null : JSON.stringify(refusal))),
    ]);
  }

  /** Rows of the orders after a number, by order. Those without a number are refused already. */
  async nextRows(tx: Tx, importId: string, afterOrderNo: string, count: number): Promise<FileRow[]> {
    return (await tx.query<StagedRow>(NEXT_ROWS, [importId, afterOrderNo, count])).map(toRow);
  }

  async rowsOfOrder(tx: Tx, importId: string, orderNo: string, count: number): Promise<FileRow[]> {
    const rows = await tx.query<StagedRow>(
      'select row_no, order_no, cells, refusal from file_import_row where import_id = $1 and order_no = $2 order by row_no limit $3',
      [importId, orderNo, count],
    );
    return rows.map(toRow);
  }

  async refuse(tx: Tx, importId: string, rows: readonly RefusedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `update file_import_row r set refusal = w.refusal from unnest($2::integer[], $3::jsonb[]) as w (row_no, refusal)
       where r.import_id = $1 and r.row_no = w.row_no`,
      [importId, rows.map(({ rowNo }) => rowNo), rows.map(({ refusal }) => JSON.stringify(refusal))],
    );
  }

  async addOrders(tx: Tx, importId: string, orders: readonly StagedOrder[]): Promise<void> {
    if (orders.length === 0) return;
    await tx.query(
      `insert into file_import_order (import_id, order_no, row_no, message_key, body_hash, body)
       select $1, * from unnest($2::text[], $3::integer[], $4::text[], $5::bytea[], $6::bytea[])`,
      [
        importId,
        orders.map(({ orderNo }) => orderNo),
        orders.map(({ rowNo }) => rowNo),
        orders.map(({ message }) => message.key),
        orders.map(({ message }) => message.bodyHash),
        orders.map(({ message }) => message.body),
      ],
    );
  }

  async nextOrders(tx: Tx, importId: string, afterOrderNo: string, count: number): Promise<StagedOrder[]> {
    const rows = await tx.query<{ order_no: string; row_no: number; message_key: string; body_hash: Buffer; body: Buffer }>(
      `select order_no, row_no, message_key, body_hash, body from file_import_order where import_id = $1 and order_no > $2 order by order_no limit $3`,
      [importId, afterOrderNo, count],
    );
    return rows.map(({ order_no: orderNo, row_no: rowNo, message_key: key, body_hash: bodyHash, body }) => ({
      orderNo,
      rowNo,
      message: { key, bodyHash, body },
    }));
  }

  async listRefused(tx: Tx, importId: string, afterRowNo: number, count: number): Promise<RefusedRow[]> {
    const rows = await tx.query<{ row_no: number; order_no: string; cells: FileRow['cells'] | null; refusal: Refusal }>(
      `select row_no, order_no, cells, refusal from file_import_row
       where import_id = $1 and refusal is not null and row_no > $2 order by row_no limit $3`,
      [importId, afterRowNo, count],
    );
    return rows.map(({ row_no: rowNo, order_no: orderNo, cells, refusal }) => ({ rowNo, orderNo, cells: cells ?? {}, refusal }));
  }

  /** Once all of it is in the inbox; what was refused stays, for whoever corrects it. */
  async dropStaged(tx: Tx, importId: string): Promise<void> {
    await tx.query('delete from file_import_order where import_id = $1', [importId]);
    await tx.query('delete from file_import_row where import_id = $1 and refusal is null', [importId]);
  }
}

function toRow({ row_no: rowNo, order_no: orderNo, cells, refusal }: StagedRow): FileRow {
  return { rowNo, orderNo, cells: cells ?? {}, refusal };
}
