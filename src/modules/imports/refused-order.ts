import type { Language } from '../../kernel/domain-error.js';
import { type FileRow, type RowRefusal, refusalWords } from './files/index.js';
import type { RefusedRow } from './import-rows.repository.js';

/** An order counts whole or not at all: with one row refused its other rows are refused, too. */
export const WITH_REFUSED_ROW = 'order-with-refused-row';
/** `value` is what the reader of canonical events says of it. */
export const IMPOSSIBLE = 'order-impossible';
export const RETIRED = 'order-retired';
export const TOO_MANY_ROWS = 'order-too-many-rows';

export function refuseAll(rows: readonly FileRow[], code: string, value: string): RefusedRow[] {
  return rows.map(({ rowNo, orderNo, refusal }) => ({ rowNo, orderNo, refusal: refusal ?? { code, column: '', value: value.slice(0, 300) } }));
}

const WORDS: Readonly<Record<string, Readonly<Record<Language, (value: string) => string>>>> = {
  [WITH_REFUSED_ROW]: {
    zh: (row) => `同一订单的第 ${row} 行有问题，整个订单没有计入。改好那一行后，把文件再上传一次。`,
    en: (row) => `Row ${row} of the same order is at fault, so the order was not counted. Correct that row and upload the file again.`,
  },
  [IMPOSSIBLE]: {
    zh: (detail) => `这个订单自相矛盾，没有计入：${detail}。请在平台后台核对。`,
    en: (detail) => `This order contradicts itself and was not counted: ${detail}. Check it on the platform.`,
  },
  [RETIRED]: {
    zh: () => '这个订单已按保留期限清理，原来计入的金额不变，这一行没有计入。',
    en: () => 'This order is older than the retention period; what was counted of it stands, and this row changes nothing.',
  },
  [TOO_MANY_ROWS]: {
    zh: () => '一个订单的行数过多，没有计入。请核对订单编号这一列是否正确。',
    en: () => 'There are too many rows of one order; it was not counted. Check whether the column of order numbers is right.',
  },
};

/** What is wrong with a row, where, and what to do. */
export function wordsOfRefusal(refusal: RowRefusal, language: Language): string {
  return WORDS[refusal.code]?.[language](refusal.value) ?? refusalWords(refusal, language);
}
