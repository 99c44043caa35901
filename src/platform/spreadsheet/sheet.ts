/** What a column holds decides how it is written: `yuan` cells are integer fen, `percent` cells are ratios, `id` cells stay text whatever opens them. */
export type ColumnKind = 'text' | 'id' | 'count' | 'yuan' | 'percent';

export interface Column {
  readonly heading: string;
  readonly kind: ColumnKind;
  /** In characters; by its kind if absent. */
  readonly width?: number;
}

/** A text may stand in a column of numbers where there is no number: 新增, —. null is an empty cell. */
export type Cell = string | number | null;

/** A table with what it is about above it: the sentence first, then as many lines as need to be said. */
export interface Sheet {
  readonly name: string;
  readonly preamble: readonly (readonly string[])[];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}
