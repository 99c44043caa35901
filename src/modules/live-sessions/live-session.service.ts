import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { entityTagOf, OnceWriter, type Page, toPage, Precondition, type WriteRequest } from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import { MerchantService } from '../merchants/index.js';
import { withoutFew } from './few-people.js';
import type { ChangeLiveSession, CreateLiveSession, ListedLiveSessionDto, LiveSessionDto, LiveSessionQuery } from './live-session.dto.js';
import { knownSession } from './live-session.errors.js';
import { LiveSessionRepository } from './live-session.repository.js';
import type { LiveSession } from './live-session.schema.js';
import { ownValues, sessionAnswer } from './session-fields.js';
import { SessionLinks } from './session-links.service.js';
import { cursorPosition, endOfDay, givenTimes, requirePlausibleTimes, startOfDay } from './session-times.js';

/** Live sessions. All a session names belongs to its merchant. The database notes the past sales that a session entered, changed or archived moves. */
@Injectable()
export class LiveSessionService {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly sessions: LiveSessionRepository,
    private readonly merchants: MerchantService,
    private readonly links: SessionLinks,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  create(write: WriteRequest, values: CreateLiveSession): Promise<LiveSessionDto> {
    return this.writer.run(write, async (tx) => {
      const { merchantId, title } = values;
      await this.merchants.requireNamed(tx, merchantId);
      const times = { startedAt: new Date(values.startedAt), endedAt: null, ...givenTimes(values) };
      requirePlausibleTimes(times, '/endedAt');
      const links = await this.links.resolve(tx, merchantId, values);
      const session = await this.sessions.insert(tx, { ...ownValues(values), merchantId, title, ...times, ...links });
      this.hintAfterCommit(tx);
      return this.toDto(session);
    });
  }

  get(principal: Principal, id: string): Promise<LiveSessionDto> {
    return this.database.snapshot(principal, async (tx) =>
      withoutFew(principal, this.toDto(knownSession(await this.sessions.find(tx, id), id))),
    );
  }

  list(
    principal: Principal,
    { merchantId, kind, from, to, within, onAir, withNote, limit, cursor }: LiveSessionQuery,
  ): Promise<Page<ListedLiveSessionDto>> {
    const filter = {
      within,
      onAirAt: onAir === undefined ? undefined : this.clock.now(),
      isNoted: withNote !== undefined,
      merchantId,
      kind,
      startedFrom: from === undefined ? from : startOfDay(from),
      startedBefore: to === undefined ? to : endOfDay(to),
    };
    return this.database.snapshot(principal, async (tx) => {
      const rows = await this.sessions.list(tx, filter, cursorPosition(cursor), limit + 1);
      return toPage(
        rows,
        limit,
        (session) => listed(withoutFew(principal, this.toDto(session))),
        ({ startedAt, id }) => [startedAt.toISOString(), id],
      );
    });
  }

  change(principal: Principal, id: string, changes: ChangeLiveSession, expected = Precondition.NONE): Promise<LiveSessionDto> {
    return this.database.transaction(principal, async (tx) => {
      const before = knownSession(await this.sessions.findForChange(tx, id), id);
      await expected.require(() => this.toDto(before));
      const links = await this.links.resolve(tx, before.merchantId, changes);
      const after = { ...before, ...ownValues(changes), ...givenTimes(changes), ...links };
      requirePlausibleTimes(after, changes.endedAt === undefined ? '/startedAt' : '/endedAt');
      const changed = await this.sessions.update(tx, after);
      await this.sessions.summariseReadings(tx, id);
      this.hintAfterCommit(tx);
      return this.toDto(changed);
    });
  }

  archive(principal: Principal, id: string, expected = Precondition.NONE): Promise<LiveSessionDto> {
    return this.database.transaction(principal, async (tx) => {
      const session = knownSession(await this.sessions.findForChange(tx, id), id);
      await expected.require(() => this.toDto(session));
      if (session.archivedAt !== null) return this.toDto(session);
      const archived = await this.sessions.update(tx, { ...session, archivedAt: new Date() });
      this.hintAfterCommit(tx);
      return this.toDto(archived);
    });
  }

  /** For other modules: null if there is none or the principal may not see it; archived ones are found. */
  find(tx: Tx, id: string): Promise<LiveSession | null> {
    return this.sessions.find(tx, id);
  }

  /** For other modules: the session an address names. */
  async require(tx: Tx, id: string): Promise<LiveSession> {
    return knownSession(await this.sessions.find(tx, id), id);
  }

  private hintAfterCommit(tx: Tx): void {
    tx.afterCommit(() => this.hints.hint('orders.mark-reattributed'));
  }

  private toDto(session: LiveSession): LiveSessionDto {
    return sessionAnswer(session, this.links.publicShopId(session.shopId));
  }
}

function listed(session: LiveSessionDto): ListedLiveSessionDto {
  return { ...session, entityTag: entityTagOf(session) };
}
