import { Injectable } from '@nestjs/common';
import { compareText } from '../../kernel/text-order.js';
import { Secrets } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { ORDER_STATUSES, type SaidOrder } from '../orders/index.js';
import { keptKey } from './foreign-id.js';
import { InboxRepository } from './inbox.repository.js';
import { MessageStripping } from './message-stripping.js';
import { adapterAt, BRIDGE_ADDRESS } from './platforms/index.js';
import type { MessageFault } from './platforms/platform-adapter.js';
import { readFileEvent } from './platforms/standard/canonical-event.js';

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
    const judged = judge(shopDbId, key, stripped);
    return 'fault' in judged ? judged : { message: { key, bodyHash, body }, said: judged.said };
  }

  /** Into the inbox, and to be applied; answers the keys of those that were there already. */
  async add(tx: Tx, shopDbId: string, messages: readonly FileMessage[], receivedAt: Date): Promise<Set<string>> {
    const entries = [...messages]
      .sort((a, b) => compareText(a.key, b.key))
      .map(
        (message) =>
          ({
            ...message,
            shopDbId,
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
    return new Set(messages.map(({ key }) => key).filter((key) => !added.has(`${shopDbId}:${key}`)));
  }
}

function judge(shopDbId: string, key: string, body: unknown): { said: SaidOrder } | { fault: MessageFault } {
  const reading = readFileEvent({ shopDbId, key, body });
  if ('fault' in reading) return { fault: reading.fault };
  const [said] = 'said' in reading ? reading.said : [];
  return said === undefined ? { fault: { code: 'message.unreadable', detail: 'It says nothing.' } } : { said };
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
