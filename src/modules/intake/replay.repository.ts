import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { ClaimedMessage, MessageOrigin } from './inbox.repository.js';
import type { MessagePlace } from './message-id.js';
import type { ReplayFilter } from './message.repository.js';
import type { Platform } from '../shops/index.js';

const SELECT_REPLAY = sqlFile(import.meta.url, './sql/select-replay.sql');
const REPLAY_MESSAGES = sqlFile(import.meta.url, './sql/replay-messages.sql');
const FIND_ASTRAY_TARGETS = sqlFile(import.meta.url, './sql/find-astray-targets.sql');
const MOVE_MESSAGES = sqlFile(import.meta.url, './sql/move-messages.sql');

/** A message that is to be read once more. */
export interface ReplayedMessage extends ClaimedMessage {
  /** Set of one that named a shop nobody had registered. */
  readonly externalShopId: string | null;
  readonly sealed: Buffer | null;
}

interface ReplayRow {
  readonly shop_id: string;
  readonly message_key: string;
  readonly platform: Platform;
  readonly origin: MessageOrigin;
  readonly received_at: Date;
  readonly external_shop_id: string | null;
  readonly body: Buffer | null;
  readonly is_sealed: boolean | null;
}

export interface MovedMessage extends MessagePlace {
  readonly target: string;
}

@Injectable()
export class ReplayRepository {
  async select(tx: Tx, { places, shopDbId, state, reason }: ReplayFilter, count: number): Promise<ReplayedMessage[]> {
    const parameters = [
      places?.map((place) => place.shopDbId) ?? null,
      places?.map((place) => place.key) ?? null,
      shopDbId,
      state,
      reason,
      count,
    ];
    return (await tx.query<ReplayRow>(SELECT_REPLAY, parameters)).map(toMessage);
  }

  async replay(tx: Tx, messages: readonly MessagePlace[]): Promise<void> {
    await tx.query(REPLAY_MESSAGES, [messages.map((message) => message.shopDbId), messages.map((message) => message.key)]);
  }

  /** In the given order: the shop each astray message belongs to by now, or null. */
  async findTargets(tx: Tx, messages: readonly ReplayedMessage[]): Promise<(string | null)[]> {
    const parameters = [messages.map((message) => message.shopDbId), messages.map((message) => message.externalShopId)];
    return (await tx.query<{ target: string | null }>(FIND_ASTRAY_TARGETS, parameters)).map(({ target }) => target);
  }

  async move(tx: Tx, moved: readonly MovedMessage[]): Promise<void> {
    const note = '已按平台店铺编号转给所属店铺。Given to the shop it names, which has been registered since.';
    await tx.query(MOVE_MESSAGES, [moved.map((one) => one.shopDbId), moved.map((one) => one.key), moved.map((one) => one.target), note]);
  }
}

function toMessage(row: ReplayRow): ReplayedMessage {
  return {
    shopDbId: row.shop_id,
    key: row.message_key,
    platform: row.platform,
    origin: row.origin,
    receivedAt: row.received_at,
    externalShopId: row.external_shop_id,
    body: row.is_sealed === false ? row.body : null,
    sealed: row.is_sealed === true ? row.body : null,
  };
}
