import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { OrderKey } from './order.repository.js';

const ADD_FILE_WORDS = sqlFile(import.meta.url, './sql/add-file-words.sql');
const SILENT_FILE_WORDS = sqlFile(import.meta.url, './sql/silent-file-words.sql');
const WITHDRAW_FILE_WORDS = sqlFile(import.meta.url, './sql/withdraw-file-words.sql');

/** What a message of a file says of an order. */
export interface SpokenWord extends OrderKey {
  readonly messageKey: string;
}

/** A message that a file tells of an order, and where in the file. */
export interface FileWord extends SpokenWord {
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

  /** The words that do not stand: no import told of them, or those that did were undone. */
  async silentOf(tx: Tx, words: readonly SpokenWord[]): Promise<SpokenWord[]> {
    const rows = await tx.query<KeyRow & { readonly message_key: string }>(SILENT_FILE_WORDS, [
      words.map(({ shopDbId }) => shopDbId),
      words.map(({ messageKey }) => messageKey),
      words.map(({ orderNo }) => orderNo),
    ]);
    return rows.map((row) => ({ ...toKey(row), messageKey: row.message_key }));
  }

  /** The next orders of an import, by number. */
  async withdraw(tx: Tx, importId: string, count: number): Promise<OrderKey[]> {
    return (await tx.query<KeyRow>(WITHDRAW_FILE_WORDS, [importId, count])).map(toKey);
  }
}

function toKey(row: KeyRow): OrderKey {
  return { shopDbId: row.shop_id, orderNo: row.order_no };
}
