import { formatInstant } from '../format/days.js';
import { formatCount, formatFen } from '../format/figures.js';
import type { Language } from '../i18n/use-language.js';

/** What an event tells: the columns of a row, before and after. */
interface Recorded {
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly changedFields: readonly string[];
}

export interface FieldChange {
  readonly field: string;
  /** Undefined: there was, or is, no such row. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface ShownValue {
  readonly text: string;
  readonly isFigure: boolean;
}

export interface ValueWords {
  readonly none: string;
  readonly yes: string;
  readonly no: string;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Of a change the fields that changed; of something new or gone all that were filled in. */
export function changesOf({ before, after, changedFields }: Recorded): readonly FieldChange[] {
  const fields = before !== null && after !== null ? changedFields : filledIn(after ?? before ?? {});
  return fields.map((field) => ({ field, before: before?.[field], after: after?.[field] }));
}

/** Amounts in 元, counts with separated thousands, times in Beijing, anything else as it was written. */
export function shownValue(field: string, value: unknown, words: ValueWords, language: Language): ShownValue {
  if (value === null || value === undefined || value === '') return { text: words.none, isFigure: false };
  if (typeof value === 'boolean') return { text: value ? words.yes : words.no, isFigure: false };
  if (typeof value === 'number') return { text: numberInWords(field, value), isFigure: true };
  if (typeof value !== 'string') return { text: JSON.stringify(value), isFigure: false };
  return { text: INSTANT.test(value) ? formatInstant(value, language) : value, isFigure: false };
}

function numberInWords(field: string, value: number): string {
  if (field.endsWith('_fen')) return formatFen(value, 'yuan');
  // A number that names something is no amount of it.
  return field === 'id' || field.endsWith('_id') || !Number.isInteger(value) ? String(value) : formatCount(value);
}

function filledIn(row: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(row).filter((field) => row[field] !== null && row[field] !== '');
}
