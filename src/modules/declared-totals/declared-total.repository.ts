import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';

const COMPARED = sqlFile(import.meta.url, './sql/compared-totals.sql');
const PAGE = `select * from (${COMPARED}) chosen
  where $6::timestamptz is null or ("startedAt", "liveSessionId"::bigint) < ($6::timestamptz, $7::bigint)
  order by "startedAt" desc, "liveSessionId"::bigint desc limit $8`;
const SUMS = `select count(*)::int as count, coalesce(sum("paidFen"), 0) as "declaredFen", coalesce(sum("countedPaidFen"), 0) as "countedPaidFen",
    coalesce(sum(greatest(0, "paidFen" - "countedPaidFen")), 0) as "uncountedFen"
  from (${COMPARED}) chosen`;
const COLUMNS = `live_session_id::text as "liveSessionId", merchant_id::text as "merchantId", paid_fen as "paidFen", note,
  declared_at as "declaredAt", declared_by as "declaredBy"`;
const SAVE = `insert into declared_total (live_session_id, merchant_id, paid_fen, note, declared_by) values ($1, $2, $3, $4, $5)
  on conflict (live_session_id) do update set paid_fen = excluded.paid_fen, note = excluded.note, declared_by = excluded.declared_by, declared_at = now()
  returning ${COLUMNS}`;

/** Sums are numeric in SQL and arrive as text, as bigint does. */
export interface DeclaredTotal {
  readonly liveSessionId: string;
  readonly merchantId: string;
  readonly paidFen: string;
  readonly note: string;
  readonly declaredAt: Date;
  readonly declaredBy: string;
}

export interface ComparedTotal extends DeclaredTotal {
  readonly merchantName: string;
  readonly sessionTitle: string;
  readonly startedAt: Date;
  readonly countedPaidFen: string;
  readonly countedRefundedFen: string;
}

export interface DeclaredSums {
  readonly count: number;
  readonly declaredFen: string;
  readonly countedPaidFen: string;
  readonly uncountedFen: string;
}

export interface Selection {
  readonly within?: string;
  readonly merchantId?: string;
  readonly liveSessionId?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface Position {
  readonly startedAt: string;
  readonly liveSessionId: string;
}

export type NewTotal = Pick<DeclaredTotal, 'merchantId' | 'liveSessionId' | 'note' | 'declaredBy'> & { readonly paidFen: number };

/** Declared figures stand beside rollups and are compared with them; nothing is ever made of both together here. */
@Injectable()
export class DeclaredTotalRepository {
  async find(tx: Tx, liveSessionId: string): Promise<DeclaredTotal | null> {
    const [total] = await tx.query<DeclaredTotal>(`select ${COLUMNS} from declared_total where live_session_id = $1`, [liveSessionId]);
    return total ?? null;
  }

  /** Locks the row. */
  async findForChange(tx: Tx, liveSessionId: string): Promise<DeclaredTotal | null> {
    const [total] = await tx.query<DeclaredTotal>(`select ${COLUMNS} from declared_total where live_session_id = $1 for update`, [
      liveSessionId,
    ]);
    return total ?? null;
  }

  save(tx: Tx, { liveSessionId, merchantId, paidFen, note, declaredBy }: NewTotal): Promise<DeclaredTotal> {
    return tx.one<DeclaredTotal>(SAVE, [liveSessionId, merchantId, paidFen, note, declaredBy]);
  }

  async remove(tx: Tx, liveSessionId: string): Promise<void> {
    await tx.query('delete from declared_total where live_session_id = $1', [liveSessionId]);
  }

  /** The session that started last first, beginning after `position`. */
  page(tx: Tx, selection: Selection, position: Position | null, count: number): Promise<ComparedTotal[]> {
    return tx.query<ComparedTotal>(PAGE, [...parametersOf(selection), position?.startedAt ?? null, position?.liveSessionId ?? null, count]);
  }

  sums(tx: Tx, selection: Selection): Promise<DeclaredSums> {
    return tx.one<DeclaredSums>(SUMS, parametersOf(selection));
  }
}

function parametersOf({ within, merchantId, liveSessionId, from, to }: Selection): unknown[] {
  return [within ?? '', merchantId ?? null, liveSessionId ?? null, from ?? null, to ?? null];
}
