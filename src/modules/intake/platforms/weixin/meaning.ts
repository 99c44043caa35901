import type { FieldReader } from '../field-reader.js';

/** What a word or number of the platform means here; one that is not in the table is a fault of the field. */
export function meaningOf<Meaning>(reader: FieldReader, name: string, table: ReadonlyMap<string, Meaning>): Meaning {
  const meaning = table.get(reader.id(name));
  if (meaning === undefined) throw reader.fault(name, 'field.choice', `must be one of ${[...table.keys()].join(', ')}`);
  return meaning;
}
