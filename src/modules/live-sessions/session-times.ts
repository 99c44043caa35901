import { addDays, type BusinessDay } from '../../kernel/business-day.js';
import { parseInstant } from '../../kernel/instant.js';
import { decodeCursor, InputError } from '../../platform/http/index.js';
import type { ChangeLiveSession } from './live-session.dto.js';
import { LiveSessionError } from './live-session.errors.js';
import type { LiveSessionPosition } from './live-session.repository.js';
import type { LiveSession } from './live-session.schema.js';

type Times = Pick<LiveSession, 'startedAt' | 'endedAt'>;

// Attribution looks back this far at the most, and the database refuses anything longer.
const MAX_DAYS = 31;
const DAY_MS = 86_400_000;

/** The times a body names; null ends nothing: the session is on air again. */
export function givenTimes({ startedAt, endedAt }: Pick<ChangeLiveSession, 'startedAt' | 'endedAt'>): Partial<Times> {
  return {
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt) }),
    ...(endedAt === undefined ? {} : { endedAt: endedAt === null ? null : new Date(endedAt) }),
  };
}

/** `pointer`: the field that was given last, and so is the one to correct. */
export function requirePlausibleTimes({ startedAt, endedAt }: Times, pointer: '/startedAt' | '/endedAt'): void {
  if (endedAt === null) return;
  const lengthMs = endedAt.getTime() - startedAt.getTime();
  if (lengthMs < 0) throw new LiveSessionError('live-sessions.ends-before-start', {}, pointer);
  if (lengthMs > MAX_DAYS * DAY_MS) throw new LiveSessionError('live-sessions.too-long', { days: MAX_DAYS }, pointer);
}

/** Platforms' clocks, sessions entered late and final figures of the days after: generous, yet a wrong year or session is noticed. */
export function isReadingTime({ startedAt }: Pick<LiveSession, 'startedAt'>, at: Date): boolean {
  const offsetMs = at.getTime() - startedAt.getTime();
  return offsetMs >= -DAY_MS && offsetMs <= (MAX_DAYS + 7) * DAY_MS;
}

export function startOfDay(day: BusinessDay): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

export function endOfDay(day: BusinessDay): Date {
  return startOfDay(addDays(day, 1));
}

export function cursorPosition(cursor: string | undefined): LiveSessionPosition | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const startedAt = parseInstant(key[0]);
  const id = String(key[1]);
  if (startedAt === null || !/^\d{1,18}$/.test(id)) throw new InputError('input.cursor');
  return { startedAt, id };
}
