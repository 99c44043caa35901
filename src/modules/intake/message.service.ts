import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { decodeCursor, InputError, type Page, toPage } from '../../platform/http/index.js';
import { ShopIds } from '../shops/index.js';
import type { MessageBodyDto, MessageCountList, MessageCountQuery, MessageDto, MessageQuery, MessageState } from './message.dto.js';
import { MESSAGE_STATES } from './message.dto.js';
import { MessageError } from './message.errors.js';
import { MessageIds } from './message-id.js';
import { type MessageBodyRow, type MessageFilter, type MessagePosition, MessageRepository, type MessageRow } from './message.repository.js';

const ATTENTION_STATES: readonly MessageState[] = ['awaiting-detail', 'ignored', 'quarantined', 'conflict'];
const WEEK_MS = 7 * 86_400_000;
const LATEST: MessagePosition = { receivedAt: '2999-01-01T00:00:00Z', shopDbId: '999999999999999999', key: '' };

/** The inbox as people look at it: every message with its state, and its body without personal data. */
@Injectable()
export class Messages {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly ids: MessageIds,
    private readonly shopIds: ShopIds,
  ) {}

  list(principal: Principal, query: MessageQuery): Promise<Page<MessageDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.messages.list(tx, this.filterOf(query), positionOf(query.cursor), query.limit + 1),
        query.limit,
        (row) => this.toDto(row),
        (row) => [row.received_exactly, row.shop_id, row.message_key],
      ),
    );
  }

  get(principal: Principal, id: string): Promise<MessageBodyDto> {
    const place = this.ids.decode(id);
    return this.database.snapshot(principal, async (tx) => {
      const row = place === null ? null : await this.messages.find(tx, place);
      if (row === null) throw new MessageError('messages.not-found', { id: id.slice(0, 80) });
      return { ...this.toDto(row), body: bodyOf(row), isSealed: row.is_sealed };
    });
  }

  count(principal: Principal, { shopId, from }: MessageCountQuery): Promise<MessageCountList> {
    const since = from === undefined ? new Date(Date.now() - WEEK_MS) : new Date(from);
    return this.database.snapshot(principal, async (tx) => {
      const rows = await this.messages.countByReason(tx, this.shopOf(shopId), since);
      const items = rows.map((row) => ({
        shopId: this.shopIds.encode(row.shop_id),
        shopName: row.shop_name,
        platform: row.platform,
        state: row.state,
        reason: row.reason_code,
        count: row.count,
        latestAt: beijingIso(row.latest_at),
      }));
      return { items };
    });
  }

  private filterOf({ shopId, state, reason, from, to }: MessageQuery): MessageFilter {
    const states = state !== undefined ? [state] : shopId === undefined ? ATTENTION_STATES : MESSAGE_STATES;
    return { shopDbId: this.shopOf(shopId), states, reason: reason ?? null, from: from ?? null, to: to ?? null };
  }

  /** A shop that is none of ours has no messages. */
  private shopOf(shopId: string | undefined): string | null {
    return shopId === undefined ? null : (this.shopIds.decode(shopId) ?? '0');
  }

  private toDto(row: MessageRow): MessageDto {
    return {
      id: this.ids.encode({ shopDbId: row.shop_id, key: row.message_key }),
      shopId: this.shopIds.encode(row.shop_id),
      shopName: row.shop_name,
      platform: row.platform,
      key: row.message_key,
      origin: row.origin,
      state: row.state,
      reason: row.reason_code === null ? null : { code: row.reason_code, detail: row.reason_detail ?? '' },
      type: row.message_type,
      orderNo: row.order_no,
      receivedAt: beijingIso(row.received_at),
      decidedAt: row.decided_at === null ? null : beijingIso(row.decided_at),
    };
  }
}

function bodyOf({ body, is_sealed }: MessageBodyRow): unknown {
  return body === null || is_sealed ? null : JSON.parse(body.toString('utf8'));
}

function positionOf(cursor: string | undefined): MessagePosition {
  const [receivedAt, shopDbId, key] = (decodeCursor(cursor, 3) ?? []).map(String);
  if (receivedAt === undefined || shopDbId === undefined || key === undefined) return LATEST;
  if (!/^\d{1,18}$/.test(shopDbId) || Number.isNaN(Date.parse(receivedAt)) || !/^\d{4}-/.test(receivedAt))
    throw new InputError('input.cursor');
  return { receivedAt, shopDbId, key };
}
