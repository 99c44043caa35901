import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, nameOf, type Principal } from '../../platform/database/index.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/index.js';
import type { FieldVerdict, MessageFieldDto, MessageFieldQuery } from './message-field.dto.js';
import { MessageFieldRepository, type MessageFieldRow } from './message-field.repository.js';
import { MessageStripping } from './message-stripping.js';
import { MessageError } from './message.errors.js';

/** Fields that no reader knows, for a person to say whether they tell of buyers. */
@Injectable()
export class MessageFields {
  constructor(
    private readonly database: Database,
    private readonly fields: MessageFieldRepository,
    private readonly stripping: MessageStripping,
  ) {}

  list(principal: Principal, { verdict, limit, cursor }: MessageFieldQuery): Promise<Page<MessageFieldDto>> {
    const [platform = '', name = ''] = (decodeCursor(cursor, 2) ?? []).map(String);
    return this.database.snapshot(principal, async (tx) =>
      toPage(await this.fields.list(tx, verdict ?? null, [platform, name], limit + 1), limit, toDto, (row) => [row.platform, row.name]),
    );
  }

  classify(principal: Principal, platform: string, name: string, verdict: FieldVerdict): Promise<MessageFieldDto> {
    const by = nameOf(principal);
    return this.database.transaction(principal, async (tx) => {
      const row = await this.fields.decide(tx, platform, name, verdict, by);
      if (row === null) throw new MessageError('messages.unknown-field', { platform: platform.slice(0, 40), name: name.slice(0, 60) });
      tx.afterCommit(() => this.stripping.forget(platform));
      return toDto(row);
    });
  }
}

function toDto(row: MessageFieldRow): MessageFieldDto {
  return {
    platform: row.platform,
    name: row.name,
    seenAs: row.seen_as,
    messageType: row.message_type,
    firstSeenAt: beijingIso(row.first_seen_at),
    verdict: row.verdict,
    decidedAt: row.decided_at === null ? null : beijingIso(row.decided_at),
    decidedBy: row.decided_by,
  };
}
