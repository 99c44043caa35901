import type { FieldReader } from '../field-reader.js';

/** The last millisecond of a second is left to what the API answers: it is asked later than anything pushed in that second. */
const LAST_PUSHED_MS = 998;
const FETCHED_MS = 999;

/**
 * When a push says what it says. Of two pushes the one with the higher version is newer, and versions are times, in seconds or in
 * milliseconds; but the API knows no versions, only `update_time` to the second. So that all can be compared, the second is that of
 * `update_time`, and the version decides within it.
 */
export function pushedAt(fields: FieldReader, versions: readonly (string | null)[]): Date {
  const versionMs = versions.map(timeIn).find((time) => time !== null) ?? null;
  const updatedAt = fields.optionalBeijingTime('update_time');
  const secondMs = updatedAt?.getTime() ?? (versionMs === null ? null : Math.floor(versionMs / 1_000) * 1_000);
  if (secondMs === null) throw fields.fault('update_time', 'field.required', 'is required where the version is no time');
  return new Date(secondMs + Math.min(Math.max((versionMs ?? 0) - secondMs, 0), LAST_PUSHED_MS));
}

export function fetchedAt(updatedAt: Date): Date {
  return new Date(updatedAt.getTime() + FETCHED_MS);
}

/** Ten digits are seconds, thirteen milliseconds; anything else is a counter. */
function timeIn(version: string | null): number | null {
  if (version === null || !/^1(\d{9}|\d{12})$/.test(version)) return null;
  return version.length === 10 ? Number(version) * 1_000 : Number(version);
}
