import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, InputError, toPage } from '../../platform/http/index.js';
import { DivisionService } from '../divisions/index.js';
import { isToldOfFew, LiveSessionService, type SessionKind } from '../live-sessions/index.js';
import { factsOf } from './metric-value.js';
import type { GroupFactsDto, Grouping, OneSessionFactsDto, SessionFactsDto, SessionFactsQuery } from './session-facts.dto.js';
import { SessionFactsError } from './session-facts.errors.js';
import { type GroupSums, SessionFactsRepository } from './session-facts.repository.js';

const SELLING_KINDS: readonly SessionKind[] = ['selling', 'official'];

/** What live sessions sold and how they went. The facts of a session are those of its whole life: neither midnight nor a later refund cuts them. */
@Injectable()
export class SessionFactsService {
  constructor(
    private readonly database: Database,
    private readonly repository: SessionFactsRepository,
    private readonly sessions: LiveSessionService,
    private readonly divisions: DivisionService,
    private readonly clock: Clock,
  ) {}

  ofSession(principal: Principal, id: string): Promise<OneSessionFactsDto> {
    return this.database.snapshot(principal, async (tx) => {
      const { merchantId, hostId, title, kind, startedAt, endedAt, note } = await this.sessions.require(tx, id);
      return {
        liveSessionId: id,
        merchantId,
        hostId,
        title,
        kind,
        startedAt: beijingIso(startedAt),
        endedAt: endedAt === null ? null : beijingIso(endedAt),
        note,
        asOf: beijingIso(this.clock.now()),
        facts: factsOf(await this.repository.sumOne(tx, id), isToldOfFew(principal)),
      };
    });
  }

  overSessions(
    principal: Principal,
    { from, to, within, merchantId, hostId, kind, by, ...page }: SessionFactsQuery,
  ): Promise<SessionFactsDto> {
    if (from > to) throw new SessionFactsError('session-facts.range', { from, to }, '/from');
    const after = cursorKey(page.cursor);
    const kinds = kind === undefined ? SELLING_KINDS : [kind];
    return this.database.snapshot(principal, async (tx) => {
      if (within !== undefined) await this.divisions.requireKnown(tx, within, '/within');
      const sums = await this.repository.sum(tx, { from, to, within, merchantId, hostId, kinds }, by);
      const groups = by === 'none' ? [] : grouped(sums).filter(({ key }) => after === null || isAfter(key, after));
      const names = await this.names(tx, by, groups.slice(0, page.limit));
      const isTold = isToldOfFew(principal);
      const total = summed(sums, isTold);
      const { items, nextCursor } = toPage(
        groups,
        page.limit,
        (group) => groupFacts(group, by, names, isTold),
        ({ key }) => [key],
      );
      return { range: { from, to }, kinds, by, asOf: beijingIso(this.clock.now()), total, items, nextCursor };
    });
  }

  private async names(tx: Tx, by: Grouping, groups: readonly Group[]): Promise<ReadonlyMap<string, string>> {
    if (by !== 'host' && by !== 'merchant') return new Map();
    return this.repository.names(
      tx,
      by,
      groups.map(({ key }) => key).filter((key) => key !== ''),
    );
  }
}

interface Group {
  readonly key: string;
  readonly sums: readonly GroupSums[];
}

function grouped(sums: readonly GroupSums[]): Group[] {
  return [...Map.groupBy(sums, ({ groupKey }) => groupKey)].map(([key, own]) => ({ key, sums: own }));
}

function groupFacts({ key, sums }: Group, by: Grouping, names: ReadonlyMap<string, string>, isTold: boolean): GroupFactsDto {
  const isMonth = by === 'month';
  return { id: isMonth || key === '' ? null : key, month: isMonth ? key : null, name: names.get(key) ?? null, ...summed(sums, isTold) };
}

function summed(sums: readonly GroupSums[], isTold: boolean) {
  return { sessions: sums.reduce((count, { sessions }) => count + sessions, 0), facts: factsOf(sums, isTold) };
}

/** Ids by number, months by time: the order of the statement. */
function isAfter(key: string, after: string): boolean {
  return key.length === after.length ? key > after : key.length > after.length;
}

function cursorKey(cursor: string | undefined): string | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  const text = String(key[0]);
  if (!/^(\d{0,18}|\d{4}-\d{2})$/.test(text)) throw new InputError('input.cursor');
  return text;
}
