import type { Language } from '../../kernel/domain-error.js';
import { type FileRow, type RowRefusal, refusalWords } from './files/index.js';

/**
 * An order counts whole or not at all, so with one row refused its other rows are, too; one that contradicts itself is refused by the reader of
 * canonical events, in whose words `value` says why; one that is older than the retention policy keeps changes nothing any more.
 */
export type OrderRefusalCode = 'order-with-refused-row' | 'order-impossible' | 'order-retired' | 'order-too-many-rows';

export type Refusal = RowRefusal | { readonly code: OrderRefusalCode; readonly column: string; readonly value: string };

/** A row and why it does not count. */
export interface RefusedRow extends Pick<FileRow, 'rowNo' | 'orderNo' | 'cells'> {
  readonly refusal: Refusal;
}

const LONGEST_VALUE = 300;

/** A row that has a fault of its own keeps it. */
export function refuseAll(rows: readonly FileRow[], code: OrderRefusalCode, value: string): RefusedRow[] {
  return rows.map((row) => ({ ...row, refusal: row.refusal ?? { code, column: '', value: value.slice(0, LONGEST_VALUE) } }));
}

const WORDS: Readonly<Record<OrderRefusalCode, Readonly<Record<Language, (value: string) => string>>>> = {
  'order-with-refused-row': {
    zh: (row) => `同一订单的第 ${row} 行有问题，整个订单没有计入。改好那一行后，把文件再上传一次。`,
    en: (row) => `Row ${row} of the same order is at fault, so the order was not counted. Correct that row and upload the file again.`,
  },
  'order-impossible': {
    zh: (detail) => `这个订单自相矛盾，没有计入（${detail}）。请在平台后台核对。`,
    en: (detail) => `This order contradicts itself and was not counted (${detail}). Check it on the platform.`,
  },
  'order-retired': {
    zh: () => '这个订单已按保留期限清理，原来计入的金额不变，这一行没有计入。',
    en: () => 'This order is older than the retention period; what was counted of it stands, and this row changes nothing.',
  },
  'order-too-many-rows': {
    zh: () => '一个订单的行数过多，没有计入。请核对订单编号这一列是否正确。',
    en: () => 'There are too many rows of one order; it was not counted. Check whether the column of order numbers is right.',
  },
};

/** What is wrong with a row, where, and what to do. */
export function wordsOfRefusal(refusal: Refusal, language: Language): string {
  return isOfOrder(refusal) ? WORDS[refusal.code][language](refusal.value) : refusalWords(refusal, language);
}

function isOfOrder(refusal: Refusal): refusal is Exclude<Refusal, RowRefusal> {
  return refusal.code in WORDS;
}
