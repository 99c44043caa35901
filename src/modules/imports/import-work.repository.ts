import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { Withdrawn } from '../orders/index.js';
import type { FlagCount, ImportFault, LeasedImport, OrderCounts, WorkState } from './file-import.js';
import type { FileHead } from './files/index.js';

const LEASE_IMPORTS = sqlFile(import.meta.url, './sql/lease-imports.sql');
const SETTLE_IMPORTS = sqlFile(import.meta.url, './sql/settle-imports.sql');

interface LeasedRow {
  readonly id: string;
  readonly shop_id: string;
  readonly acting_account_id: string;
  readonly state: WorkState;
  readonly file_name: string;
  readonly byte_size: string;
  readonly family: FileHead['family'] | null;
  readonly is_staged: boolean;
}

/** How far reading has come. */
export interface ReadOn {
  readonly bytesRead: number;
  readonly readTo: number;
  readonly rows: number;
  /** Of them those that say nothing of an order. */
  readonly passed: number;
  /** Of them those that are of no order, and are refused by themselves. */
  readonly refused: number;
}

/** Somebody else works on it by now, or it was settled: whoever hears this stops and changes nothing. */
export class LeaseLost extends Error {}

/** Imports as work: claimed by their state, each by one worker at a time. */
@Injectable()
export class ImportWorkRepository {
  async lease(tx: Tx, lease: string, count: number, seconds: number): Promise<LeasedImport[]> {
    const rows = await tx.query<LeasedRow>(LEASE_IMPORTS, [lease, count, seconds]);
    return rows.map((row) => ({
      id: row.id,
      shopDbId: row.shop_id,
      actingAccountId: row.acting_account_id,
      state: row.state,
      fileName: row.file_name,
      byteSize: Number(row.byte_size),
      family: row.family,
      isStaged: row.is_staged,
      lease,
    }));
  }

  async renew(tx: Tx, { id, lease }: LeasedImport, seconds: number): Promise<void> {
    await tx.query('update file_import set leased_until = now() + make_interval(secs => $3) where id = $1 and lease = $2', [
      id,
      lease,
      seconds,
    ]);
  }

  async release(tx: Tx, { id, lease }: LeasedImport): Promise<void> {
    await tx.query('update file_import set lease = null, leased_until = null where id = $1 and lease = $2', [id, lease]);
  }

  async fail(tx: Tx, { id, lease }: LeasedImport, { code, detail }: ImportFault): Promise<void> {
    await tx.query(
      `update file_import set state = 'failed', fault_code = $3, fault_detail = $4, lease = null, leased_until = null, changed_at = now()
       where id = $1 and lease = $2`,
      [id, lease, code, detail.slice(0, 1_000)],
    );
  }

  async countToDo(tx: Tx): Promise<number> {
    const { count } = await tx.one<{ count: number }>(
      `select count(*)::int as count from file_import
       where state in ('reading', 'committing', 'committed', 'undoing') and coalesce(leased_until, now()) <= now()`,
    );
    return count;
  }

  /** Those whose messages have all been applied and posted; answers how many are still waited for. */
  async settle(tx: Tx): Promise<number> {
    return (await tx.one<{ waiting: number }>(SETTLE_IMPORTS)).waiting;
  }

  /** Uploads that broke off with their process; and what nobody committed in time, of which then nothing is kept but that it was there. */
  async sweep(tx: Tx): Promise<void> {
    await tx.query(`delete from file_import where state = 'uploading' and created_at < now() - interval '6 hours'`);
    const gone = await tx.query<{ id: string }>(
      `update file_import set state = 'discarded', changed_at = now()
       where state in ('preview', 'failed') and orders_committed = 0 and changed_at < now() - interval '7 days' returning id`,
    );
    for (const { id } of gone) await this.dropAll(tx, id);
  }

  async dropAll(tx: Tx, importId: string): Promise<void> {
    for (const kind of ['chunk', 'order', 'row']) await tx.query(`delete from file_import_${kind} where import_id = $1`, [importId]);
  }

  // What follows is done as the person it is done for. Each locks the import and throws LeaseLost where it is another's.

  async recognised(tx: Tx, one: LeasedImport, head: FileHead): Promise<void> {
    await this.change(tx, one, 'family = $3, encoding = $4, sheet = $5, header_row = $6, columns = $7', [
      head.family,
      head.encoding,
      head.sheet,
      head.headerRow,
      JSON.stringify(head.columns),
    ]);
  }

  /** Of rows that were just kept. */
  async readOn(tx: Tx, one: LeasedImport, { bytesRead, readTo, rows, passed, refused }: ReadOn): Promise<void> {
    await this.change(
      tx,
      one,
      `bytes_read = greatest(bytes_read, $3), read_to = $4, rows_read = rows_read + $5, rows_passed = rows_passed + $6,
       rows_refused = rows_refused + $7`,
      [bytesRead, readTo, rows, passed, refused],
    );
  }

  /** The last row that was kept or passed by. */
  async readTo(tx: Tx, one: LeasedImport): Promise<number> {
    return Number((await this.require(tx, one, 'read_to')).place);
  }

  async staged(tx: Tx, one: LeasedImport): Promise<void> {
    await this.change(tx, one, 'is_staged = true, bytes_read = byte_size', []);
  }

  /** Up to which order rows have been put together. */
  async combinedTo(tx: Tx, one: LeasedImport): Promise<string> {
    return (await this.require(tx, one, 'combined_to')).place;
  }

  async committedTo(tx: Tx, one: LeasedImport): Promise<string> {
    return (await this.require(tx, one, 'committed_to')).place;
  }

  async combineOn(tx: Tx, one: LeasedImport, orderNo: string, counts: OrderCounts, flags: readonly FlagCount[]): Promise<void> {
    await this.change(
      tx,
      one,
      `combined_to = $3, orders_new = orders_new + $4, orders_changed = orders_changed + $5, orders_known = orders_known + $6,
       orders_waiting = orders_waiting + $7, orders_refused = orders_refused + $8, rows_refused = rows_refused + $9, rows_passed = rows_passed + $10,
       paid_fen = paid_fen + $11, refunded_fen = refunded_fen + $12,
       flags = (select coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'value', f.value, 'count', f.count) order by f.code), '[]')
                from (select x.code, min(x.value) as value, sum(x.count) as count
                      from jsonb_to_recordset(flags || $13::jsonb) as x (code text, value text, count bigint) group by x.code) f)`,
      [
        orderNo,
        counts.ordersNew,
        counts.ordersChanged,
        counts.ordersKnown,
        counts.ordersWaiting,
        counts.ordersRefused,
        counts.rowsRefused,
        counts.rowsPassed,
        counts.paidFen,
        counts.refundedFen,
        JSON.stringify(flags),
      ],
    );
  }

  async readyToCommit(tx: Tx, one: LeasedImport): Promise<void> {
    await this.change(tx, one, `state = 'preview', read_at = now()`, []);
  }

  async commitOn(tx: Tx, one: LeasedImport, orderNo: string, orders: number): Promise<void> {
    await this.change(tx, one, 'committed_to = $3, orders_committed = orders_committed + $4', [orderNo, orders]);
  }

  async committed(tx: Tx, one: LeasedImport): Promise<void> {
    await this.change(tx, one, `state = 'committed', committed_at = now()`, []);
  }

  async undoOn(tx: Tx, one: LeasedImport, { orders, retired }: Withdrawn): Promise<void> {
    await this.change(tx, one, 'orders_undone = orders_undone + $3, orders_retired = orders_retired + $4', [orders, retired]);
  }

  async undone(tx: Tx, one: LeasedImport): Promise<void> {
    await this.change(tx, one, `state = 'undone', undone_at = now()`, []);
  }

  private async require(
    tx: Tx,
    { id, lease, state }: LeasedImport,
    column: 'read_to' | 'combined_to' | 'committed_to',
  ): Promise<{ place: string }> {
    const [row] = await tx.query<{ place: string }>(
      `select ${column} as place from file_import where id = $1 and lease = $2 and state = $3 for update`,
      [id, lease, state],
    );
    if (row === undefined) throw new LeaseLost();
    return row;
  }

  private async change(tx: Tx, { id, lease, state }: LeasedImport, assignments: string, values: readonly unknown[]): Promise<void> {
    const changed = await tx.query<{ id: string }>(
      `update file_import set ${assignments}, changed_at = now() where id = $1 and lease = $2 and state = '${state}' returning id`,
      [id, lease, ...values],
    );
    if (changed.length === 0) throw new LeaseLost();
  }
}
