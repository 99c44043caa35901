import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import type { Platform } from '../shops/index.js';
import { keptKey } from './foreign-id.js';
import type { InboxEntry, MessageOrigin } from './inbox.repository.js';
import type { Route } from './message-routing.js';
import { MessageStripping } from './message-stripping.js';
import { adapterAt, adapterOfShop, BRIDGE_ADDRESS } from './platforms/index.js';
import type { FieldNames, PushedMessage } from './platforms/platform-adapter.js';

/** A message on its way into the inbox. */
export interface Arrival {
  readonly platform: Platform;
  readonly route: Route;
  readonly message: PushedMessage;
  /** All of the authentic content it came in. */
  readonly content: Buffer;
  readonly origin: MessageOrigin;
  readonly receivedAt: Date;
}

const NOT_JSON = { code: 'message.not-json', detail: 'The content is authentic, but not what the format promises (JSON).' };

const NO_FIELDS: FieldNames = { personal: [], buyerIds: [], harmless: [] };

/** Makes of an authentic message what may be stored of it: without personal data, or sealed where it cannot be read. */
@Injectable()
export class InboxEntries {
  constructor(
    private readonly stripping: MessageStripping,
    private readonly secrets: Secrets,
  ) {}

  isReady(platform: Platform, origin: MessageOrigin): boolean {
    return this.stripping.isPrepared(tongueOf(platform, origin));
  }

  prepare(platform: Platform, origin: MessageOrigin): Promise<void> {
    const adapter = origin === 'bridge' ? adapterAt(BRIDGE_ADDRESS) : adapterOfShop(platform);
    return this.stripping.prepare(tongueOf(platform, origin), adapter?.fields ?? NO_FIELDS);
  }

  of(arrival: Arrival): InboxEntry {
    const { platform, route, message, origin, receivedAt } = arrival;
    if (message.body === null) return this.sealed(arrival);
    const stripped = this.stripping.strip(tongueOf(platform, origin), message.body);
    const body = JSON.stringify(stripped);
    const identity = message.identity ?? (stripped === message.body ? body : JSON.stringify(message.body));
    return {
      shopDbId: route.shopDbId,
      key: keyOf(arrival),
      bodyHash: this.secrets.keyedHash('body-hash', identity),
      body: Buffer.from(body),
      isSealed: false,
      origin,
      externalShopId: route.externalShopId,
      state: route.fault === null ? 'received' : 'quarantined',
      fault: route.fault,
      receivedAt,
    };
  }

  private sealed(arrival: Arrival): InboxEntry {
    const { route, message, content, origin, receivedAt } = arrival;
    const key = keyOf(arrival);
    return {
      shopDbId: route.shopDbId,
      key,
      bodyHash: this.secrets.keyedHash('body-hash', message.identity ?? content),
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

/** Whose field names a message has: a bridge does not speak as the platform of its shop does, nor is it judged by the same list. */
function tongueOf(platform: Platform, origin: MessageOrigin): string {
  return origin === 'bridge' ? BRIDGE_ADDRESS : platform;
}

/** A bridge and the platform number their messages each for itself. */
function keyOf({ message, origin }: Arrival): string {
  const key = keptKey(message.key);
  return origin === 'bridge' ? `bridge:${key}` : key;
}
