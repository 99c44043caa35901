import { Injectable } from '@nestjs/common';
import { compareText } from '../../kernel/text-order.js';
import { Secrets } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { ORDER_STATUSES, type RetiredOrder, type SaidOrder } from '../orders/index.js';
import { keptKey } from './foreign-id.js';
import { type Decision, InboxRepository } from './inbox.repository.js';
import { refuseRetired } from './message-reading.js';
import { MessageStripping } from './message-stripping.js';
import { adapterAt, BRIDGE_ADDRESS } from './platforms/index.js';
import type { MessageFault, MessageSubject } from './platforms/platform-adapter.js';
import { ORDER_TYPE, readFileEvent, REFUNDS_TYPE } from './platforms/standard/canonical-event.js';

/** What a file says of one order: a canonical event, or one of refunds alone. */
export interface FileEvent {
  readonly type: 'order.changed' | 'refunds.changed';
  readonly timestamp: string;
  readonly data: object;
}

/** The message of the inbox that it will be. */
export interface FileMessage {
  readonly key: string;
  readonly bodyHash: Buffer;
  readonly body: Buffer;
}

/** With what it says. */
export interface ReadFileMessage extends FileMessage {
  readonly reading: { readonly said: SaidOrder; readonly about: MessageSubject } | { readonly fault: MessageFault };
}

/** `known`: the keys of those that were there already; `said`: what the others say, as far as they were added as applied. */
export interface AddedMessages {
  readonly known: ReadonlySet<string>;
  readonly said: readonly SaidOrder[];
}

/**
 * Orders of exported files as messages: without signatures, and like every message without personal data. The key comes of the content, so that
 * the same content is the same message whatever file it stands in, and another content is another word.
 */
@Injectable()
export class FileMessages {
  constructor(
    private readonly stripping: MessageStripping,
    private readonly secrets: Secrets,
    private readonly inbox: InboxRepository,
    private readonly hints: Hints,
  ) {}

  prepare(): Promise<void> {
    const { fields } = adapterAt(BRIDGE_ADDRESS) ?? { fields: { personal: [], buyerIds: [], harmless: [] } };
    return this.stripping.prepare(BRIDGE_ADDRESS, fields);
  }

  /** The message and what it says; or why it cannot be so. */
  make(shopDbId: string, event: FileEvent): { message: FileMessage; said: SaidOrder } | { fault: MessageFault } {
    const stripped = this.stripping.strip(BRIDGE_ADDRESS, event);
    const draft = judge(shopDbId, '', stripped);
    if ('fault' in draft) return draft;
    const body = Buffer.from(JSON.stringify(stripped));
    const bodyHash = this.secrets.keyedHash('body-hash', body);
    const key = keptKey(`file:${draft.said.orderNo}:${rankOf(draft.said)}:${bodyHash.toString('hex').slice(0, 32)}`);
    return { message: { key, bodyHash, body }, said: { ...draft.said, messageKey: key } };
  }

  /** What messages say that were made before. */
  read(shopDbId: string, messages: readonly FileMessage[]): ReadFileMessage[] {
    return messages.map((message) => ({ ...message, reading: judge(shopDbId, message.key, JSON.parse(message.body.toString('utf8'))) }));
  }

  /**
   * Into the inbox as applied: the caller has what the new ones say taken down in the same transaction, so that a file costs one way through the
   * database instead of two. What says nothing (any more) is left to the worker, which says why.
   */
  async addApplied(tx: Tx, shopDbId: string, messages: readonly ReadFileMessage[], receivedAt: Date): Promise<AddedMessages> {
    const told = messages.flatMap(({ reading, ...message }) => ('said' in reading ? [{ ...message, ...reading }] : []));
    const added = await this.inbox.addApplied(tx, shopDbId, told.toSorted(byKey), receivedAt);
    const untold = messages.filter(({ reading }) => 'fault' in reading);
    const { known } = await this.addReceived(tx, shopDbId, untold, receivedAt);
    return {
      known: new Set([...known, ...told.map(({ key }) => key).filter((key) => !added.has(key))]),
      said: told.filter(({ key }) => added.has(key)).map(({ said }) => said),
    };
  }

  /** What was added as applied and is not: its order was retired. */
  async refuseRetired(tx: Tx, said: readonly SaidOrder[], retired: readonly RetiredOrder[]): Promise<void> {
    if (retired.length === 0) return;
    const decisions = said.flatMap((order): Decision[] => {
      const { shopDbId, messageKey: key } = order;
      const reading = refuseRetired({ about: aboutOf(order), said: [order] }, retired);
      return 'fault' in reading ? [{ shopDbId, key, state: 'quarantined', ...reading }] : [];
    });
    await this.inbox.decide(tx, decisions);
  }

  /** Into the inbox, for the worker to apply. */
  async addReceived(tx: Tx, shopDbId: string, messages: readonly FileMessage[], receivedAt: Date): Promise<AddedMessages> {
    if (messages.length === 0) return { known: new Set(), said: [] };
    const entries = messages.toSorted(byKey).map(
      ({ key, bodyHash, body }) =>
        ({
          ...{ key, bodyHash, body, shopDbId },
          isSealed: false,
          origin: 'file',
          externalShopId: null,
          state: 'received',
          fault: null,
          receivedAt,
        }) as const,
    );
    const added = await this.inbox.add(tx, entries);
    if (added.size > 0) tx.afterCommit(() => this.hints.hint('intake.apply-messages'));
    return { known: new Set(messages.map(({ key }) => key).filter((key) => !added.has(`${shopDbId}:${key}`))), said: [] };
  }
}

function byKey(a: FileMessage, b: FileMessage): number {
  return compareText(a.key, b.key);
}

function aboutOf({ header, orderNo }: SaidOrder): MessageSubject {
  return { type: header === null ? REFUNDS_TYPE : ORDER_TYPE, orderNo };
}

function judge(shopDbId: string, key: string, body: unknown): ReadFileMessage['reading'] {
  const reading = readFileEvent({ shopDbId, key, body });
  if ('fault' in reading) return { fault: reading.fault };
  const [said] = 'said' in reading ? reading.said : [];
  return said === undefined ? { fault: { code: 'message.unreadable', detail: 'It says nothing.' } } : { said, about: reading.about };
}

/**
 * Exports name few times: a parcel that arrived, or money that went back, may leave the latest time in a row as it was. Of two words of one
 * time the one with the greater key stands, so keys grow with the life of an order: by its status, then by what was refunded.
 */
function rankOf({ header, refunds }: SaidOrder): string {
  const status = header === null ? 0 : ORDER_STATUSES.indexOf(header.status);
  const refunded = refunds.filter((refund) => refund.status === 'succeeded').reduce((sum, refund) => sum + BigInt(refund.amountFen), 0n);
  return `${status}-${String(refunded).padStart(16, '0')}`;
}
