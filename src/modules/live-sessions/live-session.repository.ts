import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import { type LiveSession, LiveSessionSchema, type SessionCounters, type SessionKind } from './live-session.schema.js';

const SUMMARISE_READINGS = sqlFile(import.meta.url, './sql/summarise-readings.sql');

export type SessionLinkValues = Pick<LiveSession, 'hostId' | 'shopId' | 'productIds'>;
export type LiveSessionValues = Pick<LiveSession, 'merchantId' | 'title' | 'startedAt'> &
  Partial<Pick<LiveSession, 'kind' | 'endedAt' | 'roomId' | 'note'> & SessionLinkValues & SessionCounters>;

const MERCHANTS_AT_HOME = `select id from merchant where division_code in (
  select code from division_closure where area_code = :within and not is_loose)`;
/** Nobody ended it: after twelve hours it is taken to be over. */
const ON_AIR = `session.startedAt <= :onAirAt and coalesce(session.endedAt, session.startedAt + interval '12 hours') > :onAirAt`;

/** Sessions that started in [startedFrom, startedBefore). */
export interface LiveSessionFilter {
  /** Of merchants at home in this division. */
  readonly within?: string | undefined;
  readonly onAirAt?: Date | undefined;
  readonly isNoted?: boolean | undefined;
  readonly merchantId?: string | undefined;
  readonly kind?: SessionKind | undefined;
  readonly startedFrom?: Date | undefined;
  readonly startedBefore?: Date | undefined;
}

export interface LiveSessionPosition {
  readonly startedAt: Date;
  readonly id: string;
}

@Injectable()
export class LiveSessionRepository {
  insert(tx: Tx, values: LiveSessionValues): Promise<LiveSession> {
    const table = tx.table(LiveSessionSchema);
    return table.save(table.create({ productIds: [], ...values }));
  }

  find(tx: Tx, id: string): Promise<LiveSession | null> {
    return tx.table(LiveSessionSchema).findOneBy({ id });
  }

  /** Locks the row, so that two changes at once happen one after the other. */
  findForChange(tx: Tx, id: string): Promise<LiveSession | null> {
    return tx.table(LiveSessionSchema).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Newest start first, beginning after `position`. */
  list(tx: Tx, filter: LiveSessionFilter, position: LiveSessionPosition | null, count: number): Promise<LiveSession[]> {
    const query = tx.table(LiveSessionSchema).createQueryBuilder('session').where('session.archivedAt is null');
    const { within, onAirAt, isNoted, merchantId, kind, startedFrom, startedBefore } = filter;
    if (within !== undefined) query.andWhere(`session.merchantId in (${MERCHANTS_AT_HOME})`, { within });
    if (onAirAt !== undefined) query.andWhere(ON_AIR, { onAirAt });
    if (isNoted === true) query.andWhere('session.note is not null');
    if (merchantId !== undefined) query.andWhere('session.merchantId = :merchantId', { merchantId });
    if (kind !== undefined) query.andWhere('session.kind = :kind', { kind });
    if (startedFrom !== undefined) query.andWhere('session.startedAt >= :startedFrom', { startedFrom });
    if (startedBefore !== undefined) query.andWhere('session.startedAt < :startedBefore', { startedBefore });
    if (position !== null) query.andWhere('(session.startedAt, session.id) < (:startedAt, :id)', position);
    return query.orderBy('session.startedAt', 'DESC').addOrderBy('session.id', 'DESC').limit(count).getMany();
  }

  update(tx: Tx, session: LiveSession): Promise<LiveSession> {
    return tx.table(LiveSessionSchema).save({ ...session, revision: session.revision + 1 });
  }

  /** Writes anew what the session's readings add up to. Whoever calls it holds the session's lock, so that no reading is overlooked. */
  async summariseReadings(tx: Tx, id: string): Promise<void> {
    await tx.query(SUMMARISE_READINGS, [id]);
  }
}
