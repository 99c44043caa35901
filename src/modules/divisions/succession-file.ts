import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isDivisionCode } from '../../kernel/division-code.js';
import { DivisionError } from './division.errors.js';
import { isSuccessionKind, type Succession, SUCCESSION_KINDS, type SuccessionLine } from './succession.js';
import { refuseUnclear } from './succession-rules.js';

const COLUMNS = ['code', 'successor_code', 'kind', 'valid_from', 'is_main', 'note'];
const TRUTH = new Map([
  ['true', true],
  ['是', true],
  ['false', false],
  ['否', false],
]);
const MAX_NOTE = 500;

/** What became of divisions, read and checked: well-formed lines, one main successor for every code. */
export interface SuccessionFile {
  readonly file: string;
  readonly lines: readonly SuccessionLine[];
}

export function readSuccessionFile(path: string): SuccessionFile {
  return parseSuccessions(readText(path), basename(path));
}

export function parseSuccessions(text: string, file: string): SuccessionFile {
  const [header = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (header.trimEnd() !== COLUMNS.join('\t')) throw new DivisionError('divisions.succession-header', { file, columns: COLUMNS.join(' ') });
  const lines = rows
    .map((row, index) => ({ row, line: index + 2 }))
    .filter(({ row }) => row.trim() !== '')
    .map(({ row, line }) => parseLine(row, line, file));
  refuseUnclear(lines, file);
  return { file, lines };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new DivisionError('divisions.file-unreadable', { file: path, fault: error instanceof Error ? error.message : String(error) });
  }
}

/** A line with nothing but a code takes back what was said of it. */
function parseLine(row: string, line: number, file: string): SuccessionLine {
  const fields = row.split('\t').map((field) => field.trim());
  const [code = '', ...rest] = fields;
  const fault: Fault = (column, value, expected) =>
    new DivisionError('divisions.succession-field', { file, line, column, value, expected });
  requireCode(code, 'code', fault);
  if (rest.every((field) => field === '')) return { line, code, succession: null };
  if (rest.length !== 4 && rest.length !== 5)
    throw new DivisionError('divisions.succession-columns', { file, line, actual: fields.length });
  return { line, code, succession: parseSuccession(code, rest, fault) };
}

type Fault = (column: string, value: string, expected: string) => DivisionError;

function parseSuccession(code: string, fields: readonly string[], fault: Fault): Succession {
  const [successorCode = '', kind = '', validFrom = '', main = '', note = ''] = fields;
  const isMain = TRUTH.get(main.toLowerCase());
  requireCode(successorCode, 'successor_code', fault);
  if (code === successorCode) throw fault('successor_code', successorCode, `≠ ${code}`);
  if (!isSuccessionKind(kind)) throw fault('kind', kind, SUCCESSION_KINDS.join(' | '));
  if (!isDay(validFrom)) throw fault('valid_from', validFrom, 'YYYY-MM-DD');
  if (isMain === undefined) throw fault('is_main', main, [...TRUTH.keys()].join(' | '));
  if (note.length > MAX_NOTE || /\p{C}/u.test(note)) throw fault('note', `${note.slice(0, 20)}…`, `≤ ${MAX_NOTE}`);
  return { code, successorCode, kind, validFrom, isMain, note };
}

function requireCode(code: string, column: string, fault: Fault): void {
  if (!isDivisionCode(code)) throw fault(column, code, '2 | 4 | 6 | 9 | 12 × 0–9');
}

/** Divisions changed before the first business day of the ledger, too: many townships were merged in 2001. */
function isDay(text: string): boolean {
  if (!/^(19|20)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
