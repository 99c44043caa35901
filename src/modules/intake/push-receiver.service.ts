import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import { ShopIds } from '../shops/index.js';
import type { InboxEntry } from './inbox.repository.js';
import { InboxFull, InboxWriter } from './inbox-writer.js';
import { stripPersonalData } from './personal-data.js';
import { adapterAt, deliversAt } from './platforms/index.js';
import type { PlatformAdapter, Push, PushedMessage } from './platforms/platform-adapter.js';
import { ShopKeys } from './shop-keys.js';

export type Outcome = 'accepted' | 'unreadable' | 'unauthentic' | 'unknown-shop' | 'busy';

export interface IncomingPush extends Omit<Push, 'secrets'> {
  readonly address: string;
  readonly shopId: string;
}

/**
 * The door: find the shop, check the signature over the raw bytes, strip, commit, answer. What is signed but cannot be read is
 * kept sealed in quarantine; what is not signed is not stored.
 */
@Injectable()
export class PushReceiver {
  constructor(
    private readonly shopIds: ShopIds,
    private readonly shopKeys: ShopKeys,
    private readonly inbox: InboxWriter,
    private readonly secrets: Secrets,
  ) {}

  async receive(incoming: IncomingPush): Promise<Outcome> {
    const adapter = adapterAt(incoming.address);
    const shopDbId = this.shopIds.decode(incoming.shopId);
    if (adapter === null || shopDbId === null) return 'unknown-shop';
    const shop = await this.shopKeys.find(shopDbId);
    if (shop === null || !deliversAt(shop.platform, incoming.address)) return 'unknown-shop';
    const push = { ...incoming, secrets: shop.secrets };
    if (!adapter.isAuthentic(push) && !(await this.isAuthenticNow(adapter, shopDbId, push))) return 'unauthentic';
    return this.store(shopDbId, adapter.split(push), push);
  }

  private async isAuthenticNow(adapter: PlatformAdapter, shopDbId: string, push: Push): Promise<boolean> {
    const shop = await this.shopKeys.findAgain(shopDbId);
    return shop !== null && adapter.isAuthentic({ ...push, secrets: shop.secrets });
  }

  private async store(shopDbId: string, messages: readonly PushedMessage[], push: Push): Promise<Outcome> {
    try {
      await Promise.all(messages.map((message) => this.inbox.add(this.toEntry(shopDbId, message, push))));
    } catch (error) {
      if (error instanceof InboxFull) return 'busy';
      throw error;
    }
    return messages.some((message) => message.body === null) ? 'unreadable' : 'accepted';
  }

  private toEntry(shopDbId: string, { key, body }: PushedMessage, { rawBody, receivedAt }: Push): InboxEntry {
    const common = { shopDbId, key, receivedAt, bodyHash: this.secrets.keyedHash('body-hash', rawBody) };
    if (body === null) {
      const sealed = this.secrets.encrypt('quarantine', rawBody, `message:${shopDbId}:${key}`);
      return {
        ...common,
        body: sealed,
        isSealed: true,
        state: 'quarantined',
        fault: { code: 'message.not-json', detail: 'The body is not JSON.' },
      };
    }
    const stripped = stripPersonalData(body, (id) => this.secrets.keyedHash('buyer', id).toString('hex'));
    return { ...common, body: Buffer.from(JSON.stringify(stripped)), isSealed: false, state: 'received', fault: null };
  }
}
