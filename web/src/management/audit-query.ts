// Which events of the audit trail are shown, kept whole in the address. Parsing never fails: what cannot be read is not filtered by.
import type { AuditFilter } from '../api/management.js';
import { isBusinessDay, type DayRange } from '../format/days.js';

export interface AuditQuery extends AuditFilter {
  /** Null: at any time. */
  readonly range: DayRange | null;
}

type Address = Readonly<Record<string, unknown>>;

export function parseAuditQuery(address: Address): AuditQuery {
  const { from, to } = address;
  const resource = textOf(address.resource);
  return {
    account: numberOf(address.account),
    action: textOf(address.action),
    resource,
    // Without what it numbers, a number means nothing.
    resourceId: resource === null ? null : textOf(address.id),
    range: isBusinessDay(from) && isBusinessDay(to) && from <= to ? { from, to } : null,
  };
}

export function toAuditAddress({ account, action, resource, resourceId, range }: AuditQuery): Record<string, string> {
  return {
    ...(account === null ? {} : { account }),
    ...(action === null ? {} : { action }),
    ...(resource === null ? {} : { resource }),
    ...(resource === null || resourceId === null ? {} : { id: resourceId }),
    ...(range === null ? {} : { from: range.from, to: range.to }),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function numberOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{1,18}$/.test(value) ? value : null;
}
