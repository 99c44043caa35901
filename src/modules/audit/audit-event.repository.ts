import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

export interface AuditEventRow {
  readonly id: string;
  readonly at: Date;
  readonly account_id: string | null;
  readonly username: string | null;
  readonly role: string | null;
  readonly program: string | null;
  readonly address: string | null;
  readonly user_agent: string | null;
  readonly action: string;
  readonly resource: string;
  readonly resource_id: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly changed_fields: string[];
}

export interface AuditFilter {
  readonly from: string | null;
  readonly to: string | null;
  readonly accountId: string | null;
  readonly action: string | null;
  readonly resource: string | null;
  readonly resourceId: string | null;
}

/** The record, for reading; it is written by the database. */
@Injectable()
export class AuditEventRepository {
  /** Newest first, beginning before `beforeId` ('0': at the newest). */
  list(tx: Tx, filter: AuditFilter, beforeId: string, count: number): Promise<AuditEventRow[]> {
    const { from, to, accountId, action, resource, resourceId } = filter;
    return tx.query<AuditEventRow>(
      `select id::text, at, account_id::text, username, role, program, address, user_agent, action, resource, resource_id, before, after, changed_fields
       from audit_event
       where ($1::timestamptz is null or at >= $1) and ($2::timestamptz is null or at < $2) and ($3::bigint is null or account_id = $3)
         and ($4::text is null or action = $4) and ($5::text is null or resource = $5) and ($6::text is null or resource_id = $6)
         and ($7::bigint = 0 or id < $7)
       order by audit_event.id desc limit $8`,
      [from, to, accountId, action, resource, resourceId, beforeId, count],
    );
  }
}
