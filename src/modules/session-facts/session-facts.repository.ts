import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { SessionKind } from '../live-sessions/index.js';
import { QUANTITIES, type Quantity } from './metric.js';
import type { SessionSums } from './metric-value.js';
import type { Grouping } from './session-facts.dto.js';

const SUM_SESSIONS = sqlFile(import.meta.url, './sql/sum-sessions.sql');

export interface SessionFilter {
  readonly from: string;
  readonly to: string;
  readonly within: string | undefined;
  readonly merchantId: string | undefined;
  readonly hostId: string | undefined;
  readonly kinds: readonly SessionKind[];
}

/** `groupKey`: id of a host or merchant, a month, or '' for what has none. */
export interface GroupSums extends SessionSums {
  readonly groupKey: string;
}

/** Sums are numeric in SQL and arrive as text. */
type SumsRow = { readonly [Name in Quantity]: string | null } & { readonly groupKey: string; readonly sessions: number };

const NAME_SOURCES = {
  host: 'select id, name from host where id = any ($1::bigint[])',
  merchant: 'select id, name from merchant where id = any ($1::bigint[])',
} as const;

/** Reads rollups and registers only, never orders or entries. */
@Injectable()
export class SessionFactsRepository {
  async sumOne(tx: Tx, sessionId: string): Promise<SessionSums[]> {
    const rows = await tx.query<SumsRow>(SUM_SESSIONS, [sessionId, null, null, '', null, null, [], 'none']);
    return rows.map(toSums);
  }

  /** In the order of the groups. */
  async sum(tx: Tx, { from, to, within, merchantId, hostId, kinds }: SessionFilter, by: Grouping): Promise<GroupSums[]> {
    const parameters = [null, from, to, within ?? '', merchantId ?? null, hostId ?? null, kinds, by];
    return (await tx.query<SumsRow>(SUM_SESSIONS, parameters)).map(toSums);
  }

  async names(tx: Tx, of: keyof typeof NAME_SOURCES, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; name: string }>(NAME_SOURCES[of], [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function toSums(row: SumsRow): GroupSums {
  const quantities = new Map<Quantity, bigint>();
  for (const quantity of QUANTITIES) {
    const sum = row[quantity];
    if (sum !== null) quantities.set(quantity, BigInt(sum));
  }
  return { groupKey: row.groupKey, sessions: row.sessions, quantities };
}
