import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { parseInstant } from '../../kernel/instant.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { decodeCursor, InputError, OnceWriter, type Page, type PageQuery, toPage, type WriteRequest } from '../../platform/http/index.js';
import { withoutFew } from './few-people.js';
import { recordEvent } from '../audit/index.js';
import { knownSession, LiveSessionError } from './live-session.errors.js';
import { LiveSessionRepository } from './live-session.repository.js';
import type { LiveSession } from './live-session.schema.js';
import type { GivenReading, ReadingDto, RecordedReadingsDto, RecordReadings } from './session-reading.dto.js';
import { type Reading, type ReadingRow, SessionReadingRepository } from './session-reading.repository.js';
import { isReadingTime } from './session-times.js';

/** How a session went, point by point. The latest word on an instant holds, so sending readings again does no harm. */
@Injectable()
export class SessionReadingService {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly sessions: LiveSessionRepository,
    private readonly readings: SessionReadingRepository,
  ) {}

  record(write: WriteRequest, id: string, { source, readings }: RecordReadings): Promise<RecordedReadingsDto> {
    return this.writer.run(write, async (tx) => {
      // Locked: two batches at once are summarised one after the other, the second with the first.
      const session = knownSession(await this.sessions.findForChange(tx, id), id);
      const points = latestByInstant(readings.map((reading, position) => toPoint(session, reading, position)));
      const { added, changed } = await this.readings.save(tx, id, source ?? 'pushed', points);
      if (added + changed > 0) await this.sessions.summariseReadings(tx, id);
      const counts = { added, changed, unchanged: points.length - added - changed };
      await recordEvent(tx, { resource: 'live_session', resourceId: id, after: { readings: { source: source ?? 'pushed', ...counts } } });
      return counts;
    });
  }

  list(principal: Principal, id: string, { limit, cursor }: PageQuery): Promise<Page<ReadingDto>> {
    return this.database.snapshot(principal, async (tx) => {
      knownSession(await this.sessions.find(tx, id), id);
      const rows = await this.readings.list(tx, id, cursorInstant(cursor), limit + 1);
      return toPage(
        rows,
        limit,
        (row) => withoutFew(principal, toDto(row)),
        ({ at }) => [at.toISOString()],
      );
    });
  }
}

/** A reading far from its session is one of another session, or its clock is wrong. */
function toPoint(session: LiveSession, { at, ...numbers }: GivenReading, position: number): Reading {
  const instant = new Date(at);
  if (isReadingTime(session, instant)) return { ...numbers, at: instant };
  const details = { at: beijingIso(instant), startedAt: beijingIso(session.startedAt) };
  throw new LiveSessionError('live-sessions.reading-elsewhere', details, `/readings/${position}/at`);
}

function latestByInstant(points: readonly Reading[]): Reading[] {
  return [...new Map(points.map((point) => [point.at.getTime(), point])).values()];
}

function cursorInstant(cursor: string | undefined): Date | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  const instant = parseInstant(key[0]);
  if (instant === null) throw new InputError('input.cursor');
  return instant;
}

function toDto({ at, source, ...counters }: ReadingRow): ReadingDto {
  const { online, views, viewers, buyers, likes, comments, newFollowers, productClicks } = counters;
  return {
    at: beijingIso(at),
    source,
    online: count(online),
    views: count(views),
    viewers: count(viewers),
    buyers: count(buyers),
    likes: count(likes),
    comments: count(comments),
    newFollowers: count(newFollowers),
    productClicks: count(productClicks),
  };
}

function count(text: string | null): number | null {
  return text === null ? null : Number(text);
}
