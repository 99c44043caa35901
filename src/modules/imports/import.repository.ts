import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { FlagCount, ImportState } from './file-import.js';
import type { FileHead } from './files/index.js';

const LIST_IMPORTS = sqlFile(import.meta.url, './sql/list-imports.sql');

/** An import as people look at it. */
export interface ImportRow {
  readonly id: string;
  readonly shop_id: string | null;
  readonly shop_name: string | null;
  readonly platform: string | null;
  readonly uploaded_by: string;
  readonly file_name: string;
  readonly byte_size: string;
  readonly state: ImportState;
  readonly fault_code: string | null;
  readonly fault_detail: string | null;
  readonly family: string | null;
  readonly encoding: FileHead['encoding'] | null;
  readonly sheet: string | null;
  readonly header_row: number | null;
  readonly columns: FileHead['columns'];
  readonly bytes_read: string;
  readonly rows_read: string;
  readonly is_staged: boolean;
  readonly rows_refused: string;
  readonly rows_passed: string;
  readonly flags: readonly FlagCount[];
  readonly orders_new: string;
  readonly orders_changed: string;
  readonly orders_known: string;
  readonly orders_waiting: string;
  readonly orders_refused: string;
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly orders_committed: string;
  readonly orders_undone: string;
  readonly orders_retired: string;
  readonly created_at: Date;
  readonly read_at: Date | null;
  readonly committed_at: Date | null;
  readonly committed_by: string | null;
  readonly applied_at: Date | null;
  readonly undone_at: Date | null;
  readonly undone_by: string | null;
  readonly undo_reason: string | null;
}

export interface Upload {
  readonly importId: string;
  readonly shopDbId: string;
  readonly bytes: number;
  readonly contentHash: Buffer;
}

/** Which of their shops people import into, and how that goes. */
@Injectable()
export class ImportRepository {
  /** How many files of an account are arriving or being read. An upload whose process died is not waited for longer than an upload may take. */
  async countUnread(tx: Tx, accountId: string): Promise<number> {
    // Uploads that begin together are counted one after the other.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('import:' || $1, 20261130))`, [accountId]);
    const { count } = await tx.one<{ count: number }>(
      `select count(*)::int as count from file_import
       where account_id = $1 and (state = 'reading' or state = 'uploading' and created_at > now() - interval '1 hour')`,
      [accountId],
    );
    return count;
  }

  async begin(tx: Tx, accountId: string, username: string, fileName: string): Promise<string> {
    const { id } = await tx.one<{ id: string }>(
      'insert into file_import (account_id, acting_account_id, uploaded_by, file_name) values ($1, $1, $2, $3) returning id',
      [accountId, username, fileName],
    );
    return id;
  }

  async complete(tx: Tx, { importId, shopDbId, bytes, contentHash }: Upload): Promise<void> {
    await tx.query(
      `update file_import set shop_id = $2, byte_size = $3, content_hash = $4, state = 'reading', changed_at = now() where id = $1 and state = 'uploading'`,
      [importId, shopDbId, bytes, contentHash],
    );
  }

  /** Of an upload that broke off: nothing of it stays. */
  async forget(tx: Tx, importId: string): Promise<void> {
    await tx.query(`delete from file_import where id = $1 and state = 'uploading'`, [importId]);
  }

  async find(tx: Tx, importId: string): Promise<ImportRow | null> {
    const [row] = await tx.query<ImportRow>(LIST_IMPORTS, [importId, null, null, 1]);
    return row ?? null;
  }

  /** The newest first, before an id. */
  list(tx: Tx, shopDbId: string | null, beforeId: string | null, count: number): Promise<ImportRow[]> {
    return tx.query<ImportRow>(LIST_IMPORTS, [null, shopDbId, beforeId, count]);
  }

  /** null: there is none that may be seen. The row stays locked. */
  async lock(tx: Tx, importId: string): Promise<ImportRow | null> {
    await tx.query('select from file_import where id = $1 for update', [importId]);
    return this.find(tx, importId);
  }

  async beginCommit(tx: Tx, importId: string, accountId: string, username: string): Promise<void> {
    await tx.query(
      `update file_import set state = 'committing', acting_account_id = $2, committed_by = $3, fault_code = null, fault_detail = null, changed_at = now()
       where id = $1`,
      [importId, accountId, username],
    );
  }

  async beginUndo(tx: Tx, importId: string, accountId: string, username: string, reason: string): Promise<void> {
    await tx.query(
      `update file_import set state = 'undoing', acting_account_id = $2, undone_by = $3, undo_reason = $4, fault_code = null, fault_detail = null,
              changed_at = now() where id = $1`,
      [importId, accountId, username, reason],
    );
  }
}
