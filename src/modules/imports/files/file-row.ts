import type { FileFamily } from './file-family.js';

export type FileEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | 'xlsx';

export interface FileHead {
  readonly family: FileFamily;
  readonly encoding: FileEncoding;
  /** Of a workbook: the sheet whose rows are read. */
  readonly sheet: string | null;
  /** The header's row as a person counts, from 1. */
  readonly headerRow: number;
  /** `use`: the one name by which `FileRow.cells` calls what platforms call in several ways; null where a column is not read. */
  readonly columns: readonly { readonly name: string; readonly use: string | null }[];
}

/**
 * A row as it stands in the file. `cells` holds the columns that are read and no others, by the name of their use: what names or reaches
 * a buyer is in none of those, so it never leaves the reader, whatever its column is called.
 */
export interface FileRow {
  /** As a person counts in the file, from 1. */
  readonly rowNo: number;
  /** '' where it cannot be read, and in a line of totals. */
  readonly orderNo: string;
  readonly cells: Readonly<Record<string, string>>;
  /** Why the row cannot count, or null. */
  readonly refusal: RowRefusal | null;
}

export const REFUSAL_CODES = [
  'no-order-no',
  'no-line-no',
  'no-item',
  'no-paid-amount',
  'no-pay-time',
  'no-refund-no',
  'no-refund-amount',
  'no-refund-time',
  'id-in-scientific-notation',
  'id-unreadable',
  'amount-unreadable',
  'amount-negative',
  'quantity-unreadable',
  'time-unreadable',
  'paid-less-than-freight',
  'refund-exceeds-paid',
  'order-stands-twice',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** `value` is the text that could not be read, at most 60 characters of it. */
export interface RowRefusal {
  readonly code: RefusalCode;
  readonly column: string;
  readonly value: string;
}

/** A row as a table gives it, before anything is made of its cells. */
export interface TableRow {
  readonly rowNo: number;
  readonly cells: readonly string[];
}

/** Rows in the file's order, some at a time: a million rows must not cost a million waits. */
export type TableRows = AsyncIterable<readonly TableRow[]>;

export interface OpenedFile {
  readonly head: FileHead;
  /** Once, in the file's order; the source is read as fast as rows are taken. Throws `FileUnreadable` where the file cannot be read on. */
  readonly rows: AsyncIterable<FileRow>;
  /** For who does not take the rows to their end; may be called at any time, and again. */
  close(): Promise<void>;
}
