import { SHOP_SECRET, type CunboDriver } from './driver.js';
import {
  factsOf,
  type Action,
  type History,
  type Host,
  type ItemMapping,
  type MessageFact,
  type Session,
  type SessionChange,
  type Step,
} from './facts.js';
import { HandPlayback } from './hand-playback.js';
import { Identities } from './identities.js';
import { Server } from './server.js';
import { standingAfter } from './standing.js';

/** Makes the world through the API, plays the history step by step and returns once nothing is pending, with the ids of everything. */
export async function play(history: History, driver: CunboDriver): Promise<Identities> {
  const identities = new Identities();
  const playback = new Playback(history, driver, new Server(driver, identities));
  try {
    await playback.makeWorld();
    for (const step of history.steps) await playback.carryOut(step);
  } finally {
    await playback.startWorkers();
  }
  return identities;
}

class Playback {
  private readonly handOrders: HandPlayback;
  private lastSessionId = 0n;
  private isRunning = true;

  constructor(
    private readonly history: History,
    private readonly driver: CunboDriver,
    private readonly server: Server,
  ) {
    const { messages } = standingAfter(history.world, factsOf(history));
    this.handOrders = new HandPlayback(server, ({ shop, orderNo }) =>
      messages.some((message) => message.shop === shop && message.body.data.orderNo === orderNo),
    );
  }

  async makeWorld(): Promise<void> {
    const { merchants, products, shops, hosts, sessions, mappings } = this.history.world;
    for (const { key, home } of merchants) {
      await this.server.create('merchant', key, '/api/v1/merchants', { name: `合作社 ${key}`, kind: 'cooperative', divisionCode: home });
    }
    for (const { key, merchant, category, origin } of products) {
      const body = {
        merchantId: this.server.id('merchant', merchant),
        name: `产品 ${key}`,
        category,
        isAgricultural: category !== 'ceramics',
      };
      await this.server.create('product', key, '/api/v1/products', origin === '' ? body : { ...body, originDivisionCode: origin });
    }
    for (const { key, merchant, platform } of shops) {
      const body = {
        merchantId: this.server.id('merchant', merchant),
        platform,
        name: `店铺 ${key}`,
        credentials: { secret: SHOP_SECRET },
      };
      await this.server.create('shop', key, '/api/v1/shops', body);
    }
    for (const host of hosts) await this.registerHost(host);
    for (const session of sessions) await this.addSession(session);
    for (const mapping of mappings) await this.mapItem(mapping);
  }

  async carryOut(step: Step): Promise<void> {
    switch (step.kind) {
      case 'settle':
        return this.driver.settle();
      case 'stop-workers':
        return this.endWorkers(() => this.driver.stopWorkers());
      case 'start-workers':
        return this.startWorkers();
      case 'group':
        return this.sendAtOnce(step);
    }
  }

  /** Also after a failure: the next history must not find them standing still. */
  async startWorkers(): Promise<void> {
    if (this.isRunning) return;
    await this.driver.startWorkers();
    this.isRunning = true;
  }

  private async endWorkers(end: () => Promise<void>): Promise<void> {
    this.isRunning = false;
    await end();
  }

  private async sendAtOnce({ facts, crash }: Extract<Step, { kind: 'group' }>): Promise<void> {
    const sent = facts.map((fact) => (fact.kind === 'message' ? this.deliver(fact) : this.act(fact)));
    const kill = () => (this.driver.killWorkers ? this.driver.killWorkers() : this.driver.stopWorkers());
    await Promise.all([...sent, crash && this.endWorkers(kill)]);
    if (crash) await this.startWorkers();
  }

  private async deliver({ shop, messageId, body }: MessageFact): Promise<void> {
    const status = await this.driver.deliver(this.server.id('shop', shop), messageId, body);
    if (status !== 204) throw new Error(`Message ${messageId} to ${shop} was answered ${status}, not 204: ${JSON.stringify(body)}`);
  }

  private async act(action: Action): Promise<void> {
    switch (action.kind) {
      case 'map-item':
        return this.mapItem(action);
      case 'unmap-item':
        return this.unmapItem(action);
      case 'register-host':
        return this.registerHost(action.host);
      case 'add-session':
        return this.addSession(action.session);
      case 'change-session':
        return this.changeSession(action.id, action.change);
      case 'archive-session':
        return this.archiveSession(action.id);
      case 'change-origin':
        return this.changeOrigin(action.product, action.origin);
      case 'hand-order':
        return this.handOrders.record(action.order);
      case 'correct-order':
        return this.handOrders.correct(action);
      case 'void-order':
        return this.handOrders.void(action);
      case 'hand-refund':
        return this.handOrders.refund(action);
    }
  }

  private async mapItem({ shop, itemId, skuId, product }: ItemMapping): Promise<void> {
    const body = { productId: this.server.id('product', product), ...(skuId === undefined ? {} : { skuId }) };
    await this.server.call('PUT', this.itemPath(shop, itemId), body);
  }

  private async unmapItem({ shop, itemId, skuId }: Omit<ItemMapping, 'product'>): Promise<void> {
    await this.server.call('DELETE', `${this.itemPath(shop, itemId)}${skuId === undefined ? '' : `?skuId=${encodeURIComponent(skuId)}`}`);
  }

  private itemPath(shop: string, itemId: string): string {
    return `/api/v1/shops/${this.server.id('shop', shop)}/items/${encodeURIComponent(itemId)}`;
  }

  private async changeOrigin(product: string, origin: string): Promise<void> {
    const body = { originDivisionCode: origin === '' ? null : origin };
    await this.server.call('PATCH', `/api/v1/products/${this.server.id('product', product)}`, body);
  }

  private async registerHost({ key, merchant, platformHostId }: Host): Promise<void> {
    const body = { merchantId: this.server.id('merchant', merchant), name: `主播 ${key}`, ...(platformHostId && { platformHostId }) };
    await this.server.create('host', key, '/api/v1/hosts', body);
  }

  /** Ties between sessions go to the smallest id, so the model relies on ids that ascend in order of creation. */
  private async addSession({ id, merchant, ...rest }: Session): Promise<void> {
    const body = { merchantId: this.server.id('merchant', merchant), title: `直播 ${id}`, ...this.sessionBody(rest) };
    const serverId = BigInt(await this.server.create('session', String(id), '/api/v1/live-sessions', body));
    if (serverId <= this.lastSessionId) throw new Error(`Session ids do not ascend: ${serverId} after ${this.lastSessionId}`);
    this.lastSessionId = serverId;
  }

  private async changeSession(id: number, change: SessionChange): Promise<void> {
    await this.server.call('PATCH', this.sessionPath(id), this.sessionBody(change));
  }

  private async archiveSession(id: number): Promise<void> {
    await this.server.call('POST', `${this.sessionPath(id)}/archive`);
  }

  private sessionPath(id: number): string {
    return `/api/v1/live-sessions/${this.server.id('session', String(id))}`;
  }

  private sessionBody({ startedAt, endedAt, shop, roomId, host }: Omit<Session, 'id' | 'merchant'>): Record<string, unknown> {
    return {
      startedAt,
      ...(endedAt && { endedAt }),
      ...(shop && { shopId: this.server.id('shop', shop) }),
      ...(roomId && { roomId }),
      ...(host && { hostId: this.server.id('host', host) }),
    };
  }
}
