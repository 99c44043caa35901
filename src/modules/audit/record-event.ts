import type { Principal, Tx } from '../../platform/database/index.js';

export interface AuditedChange {
  /** What happened, where it is not the request's operation: `auth.sign-in`. */
  readonly action?: string;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly before?: object | null;
  readonly after?: object | null;
}

const RECORD_EVENT = 'select record_audit_event($1, $2, $3, $4, $5)';

/**
 * One entry in the record of who did what, in the transaction of what is done. Changes of registers are recorded by the database itself; this
 * is for what no single row tells: orders and readings that come by the thousand, sign-ins, things that are asked for. Secrets must not be given.
 */
export async function recordEvent(tx: Tx, { action, resource, resourceId, before, after }: AuditedChange): Promise<void> {
  await tx.query(RECORD_EVENT, [action ?? null, resource, resourceId, json(before), json(after)]);
}

function json(value: object | null | undefined): string | null {
  return value == null ? null : JSON.stringify(value);
}

/** For the record that somebody has taken something out who may change nothing, and here does not: nobody's rows are in reach. */
export function readerOnly(principal: Principal): Principal {
  return principal.kind === 'account' ? { ...principal, scope: { kind: 'merchants', merchantIds: [] }, isReadOnly: false } : principal;
}
