import { yuanFromFen } from '../../kernel/money.js';
import { withoutFormula } from './formula.js';
import type { Cell, ColumnKind, Sheet } from './sheet.js';

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

/** UTF-8 with its mark, so that Excel and WPS open Chinese intact; lines end as RFC 4180 has them. Amounts are exact decimal text in yuan. */
export function writeCsv({ preamble, columns, rows }: Sheet): string {
  const lines = [
    ...preamble.map((texts) => texts.map(textField)),
    columns.map(({ heading }) => textField(heading)),
    ...rows.map((cells) => cells.map((cell, index) => field(cell, columns[index]?.kind ?? 'text'))),
  ];
  return BYTE_ORDER_MARK + lines.map((fields) => fields.join(',') + LINE_END).join('');
}

function field(cell: Cell, kind: ColumnKind): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return numberField(cell, kind);
  // Without the tab a spreadsheet shows 140681102201 as 1.40681E+11, and forgets the digits when it saves.
  return kind === 'id' && cell !== '' ? quoted(`${withoutFormula(cell)}\t`) : textField(cell);
}

function numberField(value: number, kind: ColumnKind): string {
  if (kind === 'yuan') return yuanFromFen(value);
  return kind === 'percent' ? percentText(value) : String(value);
}

/** Hundredths of a per cent, rounded half away from zero. */
function percentText(ratio: number): string {
  const hundredths = Math.round(Math.abs(ratio) * 10_000);
  return `${ratio < 0 && hundredths > 0 ? '-' : ''}${yuanFromFen(hundredths)}`;
}

function textField(text: string): string {
  return quoted(withoutFormula(text));
}

function quoted(text: string): string {
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
