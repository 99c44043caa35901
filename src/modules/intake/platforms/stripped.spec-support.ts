import { plainName, stripPersonalData } from '../personal-data.js';
import type { FieldNames } from './platform-adapter.js';

/** As the door strips a body, and through JSON as the database keeps it. */
export function stripped(body: unknown, fields: FieldNames, hashBuyer = (id: string): string => `hash of ${id}`): unknown {
  return JSON.parse(JSON.stringify(stripPersonalData(body, hashBuyer, fields))) as unknown;
}

/** Names of fields that were kept and are in none of the lists: a person would be asked about them. */
export function unclassified(stored: unknown, fields: FieldNames): string[] {
  const known = new Set([...fields.harmless, 'buyerHash'].map(plainName));
  return [...new Set(namesIn(stored))].filter((name) => !known.has(plainName(name)));
}

/** Names that are called harmless and removed. */
export function contradictions({ harmless, personal, buyerIds }: FieldNames): string[] {
  const removed = new Set([...personal, ...buyerIds].map(plainName));
  return harmless.filter((name) => removed.has(plainName(name)));
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [name, ...namesIn(child)]);
}
