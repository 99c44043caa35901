import type { RecordedRow } from '../api/management.js';
import { formatInstant } from '../format/days.js';
import { formatCount, formatFen } from '../format/figures.js';
import type { Language } from '../i18n/use-language.js';
import type { Words } from '../i18n/zh.js';
import { choiceInWords } from './audit-words.js';

/** What an event tells: a thing before and after. */
interface Recorded {
  readonly before: RecordedRow | null;
  readonly after: RecordedRow | null;
}

export interface FieldChange {
  /** Of what lies inside, the way to it: `lines/0/paidFen`. */
  readonly path: string;
  /** Undefined: there was, or is, nothing there. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface ShownValue {
  readonly text: string;
  readonly isFigure: boolean;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** What the record has instead of a secret. */
const REPLACED_SECRET = 'changed';

/** Of a change what changed, down to the single value; of something new or gone all that was filled in. */
export function changesOf({ before, after }: Recorded): readonly FieldChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((change) => JSON.stringify(change.before ?? null) !== JSON.stringify(change.after ?? null));
}

/** Amounts in 元, counts with separated thousands, times in Beijing, what is one of a few by its name, anything else as it was written. */
export function shownValue(path: string, value: unknown, words: Words, language: Language): ShownValue {
  const { none, yes, no, replaced } = words.management.audit;
  const field = path.slice(path.lastIndexOf('/') + 1);
  if (value === null || value === undefined || value === '') return { text: none, isFigure: false };
  if (typeof value === 'boolean') return { text: value ? yes : no, isFigure: false };
  if (typeof value === 'number') return { text: numberInWords(field, value), isFigure: true };
  if (typeof value !== 'string') return { text: JSON.stringify(value), isFigure: false };
  if (value === REPLACED_SECRET) return { text: replaced, isFigure: false };
  return { text: INSTANT.test(value) ? formatInstant(value, language) : choiceInWords(field, value, words), isFigure: false };
}

function numberInWords(field: string, value: number): string {
  if (/(_f|F)en$/.test(field)) return formatFen(value, 'yuan');
  // A number that names something is no amount of it.
  return /(^id|_id|Id)$/.test(field) || !Number.isInteger(value) ? String(value) : formatCount(value);
}

/** Every single value by the way to it; a list of single values is one. */
function leavesOf(value: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map(path === '' ? [] : [[path, value]]);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return new Map([[path, value.length === 0 ? null : value]]);
  const parts: (readonly [string, unknown])[] = Object.entries(value);
  return new Map(parts.flatMap(([name, inner]) => [...leavesOf(inner, path === '' ? name : `${path}/${name}`)]));
}
