import type { FileFamily } from './file-family.js';
import { plainWord } from './cell-text.js';

/** What a column holds decides what is checked before a row counts. `ids`: one or several, joined by `;`. */
export type ColumnKind = 'id' | 'ids' | 'fen' | 'count' | 'time' | 'text';

export interface Column {
  /** The name by which the reader and `FileRow.cells` call it: that of the platform's files of today. */
  readonly use: string;
  readonly kind: ColumnKind;
  /** Names of the same column in other versions, the better ones first. Brackets, blanks and a unit at the end make no difference. */
  readonly alsoCalled: readonly string[];
}

export interface FamilyShape {
  readonly family: FileFamily;
  readonly columns: readonly Column[];
  readonly orderNo: string;
  /** A header is of this family if it has a column of each group. */
  readonly marks: readonly (readonly string[])[];
  /** Without any of these a file is recognised and still cannot count; each group names its first column to the reader. */
  readonly money: readonly string[];
  readonly times: readonly string[];
}

export function column(kind: ColumnKind, use: string, ...alsoCalled: string[]): Column {
  return { use, kind, alsoCalled };
}

const UNIT = /\((元|¥|件|个)\)$/;

/** A header's name as it is compared. */
export function columnName(text: string): string {
  return plainWord(text).toLowerCase().replace(UNIT, '');
}
