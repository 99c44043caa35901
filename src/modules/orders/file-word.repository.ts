import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { OrderKey } from './order.repository.js';

const ADD_FILE_WORDS = sqlFile(import.meta.url, './sql/add-file-words.sql');
const SILENT_FILE_WORDS = sqlFile(import.meta.url, './sql/silent-file-words.sql');
const WITHDRAW_FILE_WORDS = sqlFile(import.meta.url, './sql/withdraw-file-words.sql');

/** A message that a file tells of an order, and where in the file. */
export interface FileWord extends OrderKey {
  readonly messageKey: string;
  readonly rowNo: number;
}

interface KeyRow {
  readonly shop_id: string;
  readonly order_no: string;
}

/** Which import told which message. */
@Injectable()
export class FileWordRepository {
  async add(tx: Tx, importId: string, words: readonly FileWord[]): Promise<void> {
    await tx.query(ADD_FILE_WORDS, [
      importId,
      words.map(({ shopDbId }) => shopDbId),
      words.map(({ messageKey }) => messageKey),
      words.map(({ orderNo }) => orderNo),
      words.map(({ rowNo }) => rowNo),
    ]);
  }

  /** The orders of words that do not stand: no import told of them, or those that did were undone. */
  async silentOf(tx: Tx, words: readonly FileWord[]): Promise<OrderKey[]> {
    const rows = await tx.query<KeyRow>(SILENT_FILE_WORDS, [
      words.map(({ shopDbId }) => shopDbId),
      words.map(({ messageKey }) => messageKey),
      words.map(({ orderNo }) => orderNo),
    ]);
    return rows.map(toKey);
  }

  /** The next orders of an import, by number. */
  async withdraw(tx: Tx, importId: string, count: number): Promise<OrderKey[]> {
    return (await tx.query<KeyRow>(WITHDRAW_FILE_WORDS, [importId, count])).map(toKey);
  }
}

function toKey(row: KeyRow): OrderKey {
  return { shopDbId: row.shop_id, orderNo: row.order_no };
}
