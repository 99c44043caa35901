import { SHOP_SECRET } from './driver.js';
import type { Host, ItemMapping, Session, SessionChange, World } from './facts.js';
import type { Server } from './server.js';

/** Merchants and all they own, as the API is told of them. */
export class CataloguePlayback {
  private lastSessionId = 0n;

  constructor(private readonly server: Server) {}

  /** What does not build on each other is made at once. Sessions are not: the order of their ids counts. */
  async makeWorld({ merchants, products, shops, hosts, sessions, mappings }: World): Promise<void> {
    await Promise.all(merchants.map((merchant) => this.makeMerchant(merchant)));
    await Promise.all([
      ...products.map((product) => this.makeProduct(product)),
      ...shops.map((shop) => this.makeShop(shop)),
      ...hosts.map((host) => this.registerHost(host)),
    ]);
    await Promise.all([this.addSessions(sessions), ...mappings.map((mapping) => this.mapItem(mapping))]);
  }

  async mapItem({ shop, itemId, skuId, product }: ItemMapping): Promise<void> {
    const body = { productId: this.server.id('product', product), ...(skuId === undefined ? {} : { skuId }) };
    await this.server.call('PUT', this.itemPath(shop, itemId), body);
  }

  async unmapItem({ shop, itemId, skuId }: Omit<ItemMapping, 'product'>): Promise<void> {
    await this.server.call('DELETE', `${this.itemPath(shop, itemId)}${skuId === undefined ? '' : `?skuId=${encodeURIComponent(skuId)}`}`);
  }

  async changeOrigin(product: string, origin: string): Promise<void> {
    const body = { originDivisionCode: origin === '' ? null : origin };
    await this.server.call('PATCH', `/api/v1/products/${this.server.id('product', product)}`, body);
  }

  async changeHome(merchant: string, home: string): Promise<void> {
    await this.server.call('PATCH', `/api/v1/merchants/${this.server.id('merchant', merchant)}`, { divisionCode: home });
  }

  async registerHost({ key, merchant, platformHostId }: Host): Promise<void> {
    const body = { merchantId: this.server.id('merchant', merchant), name: `主播 ${key}`, ...(platformHostId && { platformHostId }) };
    await this.server.create('host', key, '/api/v1/hosts', body);
  }

  /** Ties between sessions go to the smallest id, so the model relies on ids that ascend in order of creation. */
  async addSession({ id, merchant, ...rest }: Session): Promise<void> {
    const body = { merchantId: this.server.id('merchant', merchant), title: `直播 ${id}`, ...this.sessionBody(rest) };
    const serverId = BigInt(await this.server.create('session', String(id), '/api/v1/live-sessions', body));
    if (serverId <= this.lastSessionId) throw new Error(`Session ids do not ascend: ${serverId} after ${this.lastSessionId}`);
    this.lastSessionId = serverId;
  }

  async changeSession(id: number, change: SessionChange): Promise<void> {
    await this.server.call('PATCH', this.sessionPath(id), this.sessionBody(change));
  }

  async archiveSession(id: number): Promise<void> {
    await this.server.call('POST', `${this.sessionPath(id)}/archive`);
  }

  private async addSessions(sessions: readonly Session[]): Promise<void> {
    for (const session of sessions) await this.addSession(session);
  }

  private async makeMerchant({ key, home }: World['merchants'][number]): Promise<void> {
    await this.server.create('merchant', key, '/api/v1/merchants', { name: `合作社 ${key}`, kind: 'cooperative', divisionCode: home });
  }

  private async makeProduct({ key, merchant, category, origin }: World['products'][number]): Promise<void> {
    const merchantId = this.server.id('merchant', merchant);
    const body = { merchantId, name: `产品 ${key}`, category, isAgricultural: category !== 'ceramics' };
    await this.server.create('product', key, '/api/v1/products', origin === '' ? body : { ...body, originDivisionCode: origin });
  }

  private async makeShop({ key, merchant, platform }: World['shops'][number]): Promise<void> {
    const merchantId = this.server.id('merchant', merchant);
    await this.server.create('shop', key, '/api/v1/shops', {
      merchantId,
      platform,
      name: `店铺 ${key}`,
      credentials: { secret: SHOP_SECRET },
    });
  }

  private itemPath(shop: string, itemId: string): string {
    return `/api/v1/shops/${this.server.id('shop', shop)}/items/${encodeURIComponent(itemId)}`;
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
