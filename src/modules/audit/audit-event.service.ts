import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { cursorId, type Page, toPage } from '../../platform/http/index.js';
import { ShopIds } from '../shops/index.js';
import type { AuditActorDto, AuditEventDto, AuditEventQuery } from './audit-event.dto.js';
import { AuditEventRepository, type AuditEventRow } from './audit-event.repository.js';
import { publicName, RecordedFields } from './recorded-fields.js';

/** Things whose key begins with a shop's: outside, shops have other ids than in the database. */
const OF_SHOPS = ['shop', 'item_mapping', 'platform_total'];

@Injectable()
export class AuditEvents {
  constructor(
    private readonly database: Database,
    private readonly events: AuditEventRepository,
    private readonly shopIds: ShopIds,
  ) {}

  list(principal: Principal, query: AuditEventQuery): Promise<Page<AuditEventDto>> {
    const { from = null, to = null, account: accountId = null, action = null, resource = null, limit, cursor } = query;
    const filter = { from, to, accountId, action, resource, resourceId: this.storedId(query) };
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.events.list(tx, filter, cursorId(cursor), limit + 1),
        limit,
        (row) => this.toDto(row),
        ({ id }) => [id],
      ),
    );
  }

  private toDto(row: AuditEventRow): AuditEventDto {
    const fields = new RecordedFields(row.resource, (dbId) => this.shopIds.encode(dbId));
    return {
      id: row.id,
      at: beijingIso(row.at),
      actor: actorOf(row),
      program: row.program,
      address: row.address,
      userAgent: row.user_agent,
      action: row.action,
      resource: row.resource,
      resourceId: this.publicId(row),
      before: fields.toPublic(row.before),
      after: fields.toPublic(row.after),
      changedFields: row.changed_fields.map(publicName),
    };
  }

  private publicId({ resource, resource_id }: AuditEventRow): string | null {
    if (resource_id === null || !OF_SHOPS.includes(resource)) return resource_id;
    return resource_id.replace(/^\d+/, (dbId) => this.shopIds.encode(dbId));
  }

  private storedId({ resource, resourceId }: AuditEventQuery): string | null {
    if (resourceId === undefined) return null;
    if (!OF_SHOPS.includes(resource ?? '')) return resourceId;
    return resourceId.replace(/^[^/]+/, (id) => this.shopIds.decode(id) ?? '');
  }
}

function actorOf({ account_id: accountId, username, role }: AuditEventRow): AuditActorDto | null {
  return accountId === null ? null : { accountId, username: username ?? '', role: role ?? '' };
}
