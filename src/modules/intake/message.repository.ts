import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { Platform } from '../shops/index.js';
import type { MessageOrigin } from './inbox.repository.js';
import type { MessagePlace } from './message-id.js';
import type { MessageState, ReplayableState } from './message.dto.js';

const LIST_MESSAGES = sqlFile(import.meta.url, './sql/list-messages.sql');
const FIND_MESSAGE = sqlFile(import.meta.url, './sql/find-message.sql');
const COUNT_MESSAGES = sqlFile(import.meta.url, './sql/count-messages.sql');

export interface MessageRow {
  readonly shop_id: string;
  readonly shop_name: string;
  readonly platform: Platform;
  readonly message_key: string;
  readonly origin: MessageOrigin;
  readonly state: MessageState;
  readonly reason_code: string | null;
  readonly reason_detail: string | null;
  readonly message_type: string | null;
  readonly order_no: string | null;
  readonly received_at: Date;
  readonly decided_at: Date | null;
}

export interface ListedMessageRow extends MessageRow {
  /** To the microsecond, for the cursor. */
  readonly received_exactly: string;
}

export interface MessageBodyRow extends MessageRow {
  readonly body: Buffer | null;
  readonly is_sealed: boolean;
}

export interface MessageCountRow {
  readonly shop_id: string;
  readonly shop_name: string;
  readonly platform: Platform;
  readonly state: MessageState;
  readonly reason_code: string | null;
  readonly count: number;
  readonly latest_at: Date;
}

export interface MessageFilter {
  readonly shopDbId: string | null;
  readonly states: readonly MessageState[];
  readonly reason: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface MessagePosition extends MessagePlace {
  readonly receivedAt: string;
}

export interface ReplayFilter {
  readonly places: readonly MessagePlace[] | null;
  readonly shopDbId: string | null;
  readonly state: ReplayableState;
  readonly reason: string | null;
}

/** Messages as people look at them. */
@Injectable()
export class MessageRepository {
  list(tx: Tx, { shopDbId, states, reason, from, to }: MessageFilter, before: MessagePosition, count: number): Promise<ListedMessageRow[]> {
    return tx.query<ListedMessageRow>(LIST_MESSAGES, [
      shopDbId,
      states,
      reason,
      from,
      to,
      before.receivedAt,
      before.shopDbId,
      before.key,
      count,
    ]);
  }

  async find(tx: Tx, { shopDbId, key }: MessagePlace): Promise<MessageBodyRow | null> {
    const [row] = await tx.query<MessageBodyRow>(FIND_MESSAGE, [shopDbId, key]);
    return row ?? null;
  }

  countByReason(tx: Tx, shopDbId: string | null, from: Date): Promise<MessageCountRow[]> {
    return tx.query<MessageCountRow>(COUNT_MESSAGES, [shopDbId, from]);
  }
}
