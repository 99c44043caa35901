/** A document to print or to hand over as a spreadsheet: said once, as blocks, drawn by `renderPdf` and `renderXlsx`. */
export interface PrintDocument {
  title: string;
  paper: 'A3' | 'A4';
  orientation: 'landscape' | 'portrait';
  /** When the figures were read; becomes the file's date, so that the same document gives the same bytes. */
  asOf: Date;
  /** Left end of every page's foot; the page number stands at the right. Default: the title. */
  foot?: string;
  blocks: Block[];
}

export type Block = HeadingBlock | ParagraphBlock | TableBlock | FootnotesBlock | SignaturesBlock | RuleBlock | PageBreakBlock;
export type Align = 'left' | 'center' | 'right';
export type Tone = 'ink' | 'quiet' | 'faint' | 'cinnabar';

export interface HeadingBlock {
  kind: 'heading';
  /** 1 is the document's title, centred unless told otherwise. */
  level: 1 | 2 | 3;
  text: string;
  align?: Align;
  tone?: Tone;
}

export interface ParagraphBlock {
  kind: 'paragraph';
  text: string;
  /** `body` is running text with two characters of indent; `small` is a source line or a remark without it. */
  size?: 'body' | 'small';
  align?: Align;
  tone?: Tone;
}

/** Open at both sides, as statistical tables are; the head is repeated on every page. Too wide for the paper: continued by columns. */
export interface TableBlock {
  kind: 'table';
  columns: TableColumn[];
  /** Rows of the head, cells left to right; a cell that spans takes its place in the rows below, too. */
  head: HeadCell[][];
  rows: TableRow[];
  /** How many columns at the left are repeated where the table is continued by columns. */
  keptColumns?: number;
}

export interface TableColumn {
  align: Align;
  /** Width of a column of words, in characters; it wraps. Without it the column holds figures and is as wide as the widest of them. */
  characters?: number;
  /** A vertical rule at its left: the begin of a group of columns. */
  startsGroup?: boolean;
  bold?: boolean;
}

export interface HeadCell {
  text: string;
  columnSpan?: number;
  rowSpan?: number;
}

export interface TableRow {
  cells: TableCell[];
  bold?: boolean;
}

export interface TableCell {
  text: string;
  /** The exact figure behind the text, for the spreadsheet: `13395.8` with one decimal. Cells without one stay text there. */
  figure?: { decimal: string; decimals: number };
  /** Steps of indent of an of-which row. */
  indent?: number;
  bold?: boolean;
  align?: Align;
}

export interface FootnotesBlock {
  kind: 'footnotes';
  items: { mark: string; text: string }[];
}

/** The lines at the end: who made, checked and issues it, each with room for a hand; with `seal`, the place of the seal and the day. */
export interface SignaturesBlock {
  kind: 'signatures';
  lines: { label: string; name?: string }[];
  seal?: { body: string; day: string };
}

export interface RuleBlock {
  kind: 'rule';
  tone?: Tone;
}

export interface PageBreakBlock {
  kind: 'page-break';
}
