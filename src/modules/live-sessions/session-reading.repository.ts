import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { SessionCounters } from './live-session.schema.js';
import type { ReadingSource } from './session-reading.dto.js';

const SAVE_READINGS = sqlFile(import.meta.url, './sql/save-readings.sql');
const LIST_READINGS = sqlFile(import.meta.url, './sql/list-readings.sql');

type Numbers = Omit<SessionCounters, 'peakOnline'> & { readonly online: number | null };

export interface Reading extends Partial<Numbers> {
  readonly at: Date;
}

/** As it is stored; counters arrive as text. */
export type ReadingRow = { readonly [Name in keyof Numbers]: string | null } & { readonly at: Date; readonly source: ReadingSource };

@Injectable()
export class SessionReadingRepository {
  /** `readings` name each instant once. */
  save(tx: Tx, sessionId: string, source: ReadingSource, readings: readonly Reading[]): Promise<{ added: number; changed: number }> {
    return tx.one(SAVE_READINGS, [sessionId, source, JSON.stringify(readings)]);
  }

  list(tx: Tx, sessionId: string, after: Date | null, count: number): Promise<ReadingRow[]> {
    return tx.query<ReadingRow>(LIST_READINGS, [sessionId, after, count]);
  }
}
