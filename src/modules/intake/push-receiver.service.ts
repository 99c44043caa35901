import { Injectable } from '@nestjs/common';
import { DeliveryCounters } from './delivery-counters.js';
import { InboxEntries } from './inbox-entries.js';
import type { MessageOrigin } from './inbox.repository.js';
import { InboxFull, InboxWriter, type Receipt } from './inbox-writer.js';
import { MessageRouting } from './message-routing.js';
import { adapterAt, BRIDGE_ADDRESS } from './platforms/index.js';
import type { Answer, PlatformAdapter, PlatformDoor, Push, PushedMessage } from './platforms/platform-adapter.js';
import { ShopAllowance } from './shop-allowance.js';
import { type ShopAtDoor, ShopKeys } from './shop-keys.js';

export type Refusal = 'unauthentic' | 'unknown-shop' | 'too-many' | 'busy' | 'unreadable';
export type Outcome = { readonly answer: Answer } | { readonly refusal: Refusal };

type Entered = { readonly answer: Answer } | { readonly content: Buffer };

const COUNTED_AS = { accepted: 'accepted', known: 'repeated', conflict: 'conflicting' } as const satisfies Record<Receipt, string>;

/**
 * The door: find the shop, check that its platform sent it, strip, commit, answer. What is authentic but cannot be read is kept sealed in
 * quarantine; what is not authentic is not stored.
 */
@Injectable()
export class PushReceiver {
  constructor(
    private readonly shopKeys: ShopKeys,
    private readonly allowance: ShopAllowance,
    private readonly routing: MessageRouting,
    private readonly entries: InboxEntries,
    private readonly inbox: InboxWriter,
    private readonly counters: DeliveryCounters,
  ) {}

  /** Whether this can be one of our addresses, as far as it can be told without a query. */
  isAddress(address: string, shopId: string): boolean {
    return adapterAt(address) !== null && this.shopKeys.isId(shopId);
  }

  async receive(address: string, shopId: string, push: Push): Promise<Outcome> {
    const adapter = adapterAt(address);
    const known = this.shopKeys.find(shopId);
    const shop = known instanceof Promise ? await known : known;
    const door = shop?.doors.get(address);
    if (adapter === null || shop === null || door === undefined) return { refusal: 'unknown-shop' };
    return this.pass(adapter, shop, door, address, push);
  }

  private async pass(adapter: PlatformAdapter, shop: ShopAtDoor, door: PlatformDoor, address: string, push: Push): Promise<Outcome> {
    if (push.method === 'GET' && door.greet === undefined) return { refusal: 'unknown-shop' };
    const entered = enter(door, push);
    if (entered !== null) return this.take(adapter, shop, door, entered, address, push);
    // The secret may have been rotated since it was read.
    const again = await this.shopKeys.findAgain(shop.dbId);
    const newDoor = again === shop ? undefined : again?.doors.get(address);
    const enteredNow = newDoor === undefined ? null : enter(newDoor, push);
    if (again !== null && newDoor !== undefined && enteredNow !== null)
      return this.take(adapter, again, newDoor, enteredNow, address, push);
    this.counters.count(shop.dbId, 'refused', push.receivedAt);
    return { refusal: 'unauthentic' };
  }

  private async take(
    adapter: PlatformAdapter,
    shop: ShopAtDoor,
    door: PlatformDoor,
    entered: Entered,
    address: string,
    push: Push,
  ): Promise<Outcome> {
    if ('answer' in entered) return entered;
    const messages = door.split(entered.content, push);
    // A probe or a test that says nothing: the platform only looks whether there is a door.
    if (messages.length === 0) return { answer: adapter.accepted };
    if (!this.allowance.take(shop.dbId)) return this.turnAway(shop, 'too-many', push);
    const origin: MessageOrigin = address === BRIDGE_ADDRESS && shop.doors.size > 1 ? 'bridge' : 'push';
    if (!this.entries.isReady(shop.platform, origin)) await this.entries.prepare(shop.platform, origin);
    try {
      await Promise.all(messages.map((message) => this.store(shop, message, entered.content, origin, push.receivedAt)));
    } catch (error) {
      if (error instanceof InboxFull) return this.turnAway(shop, 'busy', push);
      throw error;
    }
    const isReadable = messages.every((message) => message.body !== null);
    return isReadable || adapter.refusesUnreadable !== true ? { answer: adapter.accepted } : { refusal: 'unreadable' };
  }

  private turnAway({ dbId }: ShopAtDoor, refusal: 'busy' | 'too-many', { receivedAt }: Push): Outcome {
    this.counters.count(dbId, 'busy', receivedAt);
    return { refusal };
  }

  private async store(shop: ShopAtDoor, message: PushedMessage, content: Buffer, origin: MessageOrigin, receivedAt: Date): Promise<void> {
    const routed = this.routing.route(shop, message);
    const route = routed instanceof Promise ? await routed : routed;
    const receipt = await this.inbox.add(this.entries.of({ platform: shop.platform, route, message, content, origin, receivedAt }));
    const counter = message.body === null && receipt === 'accepted' ? 'unreadable' : COUNTED_AS[receipt];
    this.counters.count(route.shopDbId, counter, receivedAt);
  }
}

/** A greeting is answered as it is; of everything else the authentic content goes on. null: not authentic. */
function enter(door: PlatformDoor, push: Push): Entered | null {
  const greeting = door.greet?.(push) ?? null;
  if (greeting !== null) return { answer: greeting };
  const content = push.method === 'GET' ? null : door.open(push);
  return content === null ? null : { content };
}
