export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The Beijing calendar day of a written time. */
export function dayOf(time: string): string {
  return new Date(Date.parse(time) + 8 * HOUR_MS).toISOString().slice(0, 10);
}

/** JavaScript would read 30 February as 1 March. */
export function isCalendarDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === day;
}

/** Milliseconds of 00:00 Beijing time on a day. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): string[] {
  return from > to ? [] : [from, ...daysBetween(addDays(from, 1), to)];
}

export const NOTATIONS = ['+08:00', 'Z', '-05:00', '+05:30'] as const;

/** One instant, written with one of several offsets: whoever compares the texts instead of the instants is found out. */
export function writeInstant(instantMs: number, notation = 0): string {
  const offset = NOTATIONS[notation % NOTATIONS.length] ?? 'Z';
  const shiftMs = offset === 'Z' ? 0 : Date.parse('2000-01-01T00:00:00Z') - Date.parse(`2000-01-01T00:00:00${offset}`);
  const local = new Date(instantMs + shiftMs).toISOString().slice(0, -1);
  return `${local.endsWith('.000') && offset !== 'Z' ? local.slice(0, -4) : local}${offset}`;
}
