import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import { keptKey } from './foreign-id.js';
import type { InboxEntry, MessageOrigin } from './inbox.repository.js';
import type { Route } from './message-routing.js';
import { MessageStripping } from './message-stripping.js';
import type { PlatformAdapter, PushedMessage } from './platforms/platform-adapter.js';

/** A message on its way into the inbox. */
export interface Arrival {
  readonly platform: string;
  readonly route: Route;
  readonly message: PushedMessage;
  /** All of the authentic content it came in. */
  readonly content: Buffer;
  readonly origin: MessageOrigin;
  readonly receivedAt: Date;
}

const NOT_JSON = { code: 'message.not-json', detail: 'The content is authentic, but not what the format promises (JSON).' };

/** Makes of an authentic message what may be stored of it: without personal data, or sealed where it cannot be read. */
@Injectable()
export class InboxEntries {
  constructor(
    private readonly stripping: MessageStripping,
    private readonly secrets: Secrets,
  ) {}

  isReady(platform: string): boolean {
    return this.stripping.isPrepared(platform);
  }

  prepare(platform: string, adapter: PlatformAdapter): Promise<void> {
    return this.stripping.prepare(platform, adapter.fields);
  }

  of(arrival: Arrival): InboxEntry {
    const { platform, route, message, origin, receivedAt } = arrival;
    if (message.body === null) return this.sealed(arrival);
    return {
      shopDbId: route.shopDbId,
      key: keyOf(arrival),
      bodyHash: this.secrets.keyedHash('body-hash', message.identity ?? JSON.stringify(message.body)),
      body: this.stripping.strip(platform, message.body),
      isSealed: false,
      origin,
      externalShopId: route.externalShopId,
      state: route.fault === null ? 'received' : 'quarantined',
      fault: route.fault,
      receivedAt,
    };
  }

  private sealed(arrival: Arrival): InboxEntry {
    const { route, content, origin, receivedAt } = arrival;
    const key = keyOf(arrival);
    return {
      shopDbId: route.shopDbId,
      key,
      bodyHash: this.secrets.keyedHash('body-hash', content),
      body: this.secrets.encrypt('quarantine', content, `message:${route.shopDbId}:${key}`),
      isSealed: true,
      origin,
      externalShopId: route.externalShopId,
      state: 'quarantined',
      fault: NOT_JSON,
      receivedAt,
    };
  }
}

/** A bridge and the platform number their messages each for itself. */
function keyOf({ message, origin }: Arrival): string {
  const key = keptKey(message.key);
  return origin === 'bridge' ? `bridge:${key}` : key;
}
