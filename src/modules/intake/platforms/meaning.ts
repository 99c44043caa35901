import type { FieldReader } from './field-reader.js';

/** What a word or number of the platform means here; one that is not in the table is a fault of the field. */
export function meaningOf<Meaning>(
  reader: FieldReader,
  name: string,
  table: ReadonlyMap<string, Meaning>,
  faultCode = 'field.choice',
): Meaning {
  const meaning = table.get(reader.id(name));
  if (meaning === undefined) throw reader.fault(name, faultCode, `must be one of ${[...table.keys()].join(', ')}`);
  return meaning;
}

/** Rows of such a table: words, with blanks between them, that mean the same. */
export function allMean<Meaning>(meaning: Meaning, words: string): [string, Meaning][] {
  return words.split(' ').map((word) => [word, meaning]);
}
