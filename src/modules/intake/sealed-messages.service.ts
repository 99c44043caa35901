import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ShopDirectory } from '../shops/index.js';
import { InboxEntries } from './inbox-entries.js';
import { type InboxEntry, InboxRepository } from './inbox.repository.js';
import { MessageRouting } from './message-routing.js';
import { adapterOfShop, adapterAt, BRIDGE_ADDRESS } from './platforms/index.js';
import type { Push } from './platforms/platform-adapter.js';
import type { ReplayedMessage } from './replay.repository.js';

/**
 * Messages that were authentic and could not be read: their bytes are kept sealed. When they are replayed the reader of today tries again; what it can
 * read goes into the inbox like anything that arrives, and what it still cannot stays sealed.
 */
@Injectable()
export class SealedMessages {
  constructor(
    private readonly shops: ShopDirectory,
    private readonly entries: InboxEntries,
    private readonly inbox: InboxRepository,
    private readonly routing: MessageRouting,
    private readonly secrets: Secrets,
  ) {}

  async openAgain(tx: Tx, messages: readonly ReplayedMessage[]): Promise<void> {
    for (const message of messages) {
      const entries = await this.readAgain(tx, message);
      if (entries.length === 0) continue;
      // Under a key that is known already nothing would be taken in, and this one must stay what it is.
      if ((await this.inbox.add(tx, entries)).size < entries.length) continue;
      const fault = {
        code: 'message.read-again',
        detail: '重放时已能读出，按新消息入账。It could be read when it was replayed, and was taken in anew.',
      };
      const about = { type: '', orderNo: null };
      await this.inbox.decide(tx, [{ shopDbId: message.shopDbId, key: message.key, state: 'ignored', fault, about }]);
    }
  }

  private async readAgain(tx: Tx, message: ReplayedMessage): Promise<InboxEntry[]> {
    const { shopDbId, key, platform, origin, sealed, receivedAt } = message;
    const adapter = origin === 'bridge' ? adapterAt(BRIDGE_ADDRESS) : adapterOfShop(platform);
    const shop = await this.shops.find(tx, shopDbId);
    if (adapter === null || adapter.saysInHeaders === true || shop?.credentials === null || shop === null || sealed === null) return [];
    const content = this.secrets.decrypt('quarantine', sealed, `message:${shopDbId}:${key}`);
    const push: Push = { method: 'POST', query: {}, headers: {}, rawBody: content, receivedAt };
    const read = adapter
      .door(shop.credentials)
      .split(content, push)
      .filter(({ body }) => body !== null);
    if (!this.entries.isReady(platform, origin)) await this.entries.prepare(platform, origin);
    // Under its own key the sealed message stands in the inbox already.
    const named = read.map((one) => ({ ...one, key: one.key === '' || one.key === key ? `again:${key}` : one.key }));
    return Promise.all(
      named.map(async (message) => {
        const route = await this.routing.route(shop, message);
        return this.entries.of({ platform, route, message, content, origin, receivedAt });
      }),
    );
  }
}
