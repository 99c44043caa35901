import type { Action, HandLine, HandOrder, Host, ItemMapping, Session, World } from './facts.js';
import type { ActionSeed, HistorySeed } from './histories.js';
import { RuleBuilder } from './rule-builder.js';
import { buildMapping, buildSession, instantOf, isSameItem, merchantKey, pickFrom, PLATFORM_HOSTS, productsOf } from './world-builder.js';
import { writeInstant } from './calendar.js';

type SeedOf<K extends ActionSeed['kind']> = Extract<ActionSeed, { kind: K }>;

interface OpenOrder {
  readonly order: HandOrder;
  paidMs: number;
  lines: readonly HandLine[];
  readonly refundedFen: number[];
  earliestRefundMs: number;
}

/**
 * Turns drawn actions into ones the server accepts, in the order in which they will be carried out: nothing is unmapped that is
 * not mapped, nothing archived twice, nothing refunded by hand beyond what its line paid or before it was paid.
 */
export class ActionBuilder {
  private readonly mappings: ItemMapping[];
  private readonly sessions: Session[];
  private readonly hosts: Host[];
  private readonly openOrders: OpenOrder[] = [];
  private readonly recorded = new Set<string>();
  private readonly rules: RuleBuilder;
  private sessionCount: number;
  private handOrderCount = 0;

  constructor(
    private readonly world: World,
    private readonly orders: HistorySeed['orders'],
    private readonly firstDay: string,
  ) {
    this.mappings = [...world.mappings];
    this.sessions = [...world.sessions];
    this.hosts = [...world.hosts];
    this.sessionCount = world.sessions.length;
    this.rules = new RuleBuilder(world, firstDay);
  }

  /** Null where there is nothing left to do it to. */
  build(seed: ActionSeed): Action | null {
    switch (seed.kind) {
      case 'map-item':
        return this.mapItem(seed);
      case 'unmap-item':
        return this.unmapItem(seed);
      case 'change-origin':
        return this.rules.changeOrigin(seed);
      case 'change-home':
        return this.rules.changeHome(seed);
      case 'create-rule':
        return this.rules.createRule(seed);
      case 'merge-merchants':
        return this.rules.merge(seed);
      case 'withdraw-rule':
        return this.rules.withdraw(seed);
      case 'add-session':
        return this.addSession(seed);
      case 'change-session':
        return this.changeSession(seed);
      case 'archive-session':
        return this.archiveSession(seed);
      case 'register-host':
        return this.registerHost(seed);
      case 'hand-order':
        return this.recordOrder(seed);
      case 'correct-order':
        return this.correctOrder(seed);
      case 'void-order':
        return this.voidOrder(seed);
      case 'hand-refund':
        return this.refundOrder(seed);
    }
  }

  private mapItem(seed: SeedOf<'map-item'>): Action {
    const mapping = buildMapping(seed.mapping, this.world);
    this.forget(mapping);
    this.mappings.push(mapping);
    return { kind: 'map-item', ...mapping };
  }

  private unmapItem(seed: SeedOf<'unmap-item'>): Action | null {
    if (this.mappings.length === 0) return null;
    const { shop, itemId, skuId } = pickFrom(this.mappings, seed.pick);
    const item = { shop, itemId, ...(skuId === undefined ? {} : { skuId }) };
    this.forget(item);
    return { kind: 'unmap-item', ...item };
  }

  private forget(item: Omit<ItemMapping, 'product'>): void {
    const index = this.mappings.findIndex((mapping) => isSameItem(mapping, item));
    if (index >= 0) this.mappings.splice(index, 1);
  }

  private addSession(seed: SeedOf<'add-session'>): Action {
    this.sessionCount += 1;
    const session = buildSession(seed.session, this.sessionCount, { shops: this.world.shops, hosts: this.hosts }, this.firstDay);
    this.sessions.push(session);
    return { kind: 'add-session', session };
  }

  private changeSession(seed: SeedOf<'change-session'>): Action | null {
    if (this.sessions.length === 0) return null;
    const { id, merchant } = pickFrom(this.sessions, seed.pick);
    const drawn = { ...seed.session, merchant: merchant === merchantKey(0) ? 0 : 1, hours: seed.session.hours ?? 2 };
    const {
      startedAt,
      endedAt = '',
      shop,
      roomId,
      host,
    } = buildSession(drawn, id, { shops: this.world.shops, hosts: this.hosts }, this.firstDay);
    return {
      kind: 'change-session',
      id,
      change: { startedAt, endedAt, ...(shop && { shop }), ...(roomId && { roomId }), ...(host && { host }) },
    };
  }

  private archiveSession(seed: SeedOf<'archive-session'>): Action | null {
    if (this.sessions.length === 0) return null;
    const session = pickFrom(this.sessions, seed.pick);
    this.sessions.splice(this.sessions.indexOf(session), 1);
    return { kind: 'archive-session', id: session.id };
  }

  /** A host may be made known after the sales that name it. */
  private registerHost(seed: SeedOf<'register-host'>): Action | null {
    const merchant = merchantKey(seed.merchant);
    const platformHostId = PLATFORM_HOSTS.slice(0, 2).find(
      (id) => !this.hosts.some((host) => host.merchant === merchant && host.platformHostId === id),
    );
    if (platformHostId === undefined) return null;
    const host = { key: `h${this.hosts.length + 1}`, merchant, platformHostId };
    this.hosts.push(host);
    return { kind: 'register-host', host };
  }

  /** With a drawn order it is that order of the platform shop, told by hand; one order is recorded by hand once. */
  private recordOrder(seed: SeedOf<'hand-order'>): Action | null {
    const drawn = seed.order === null ? null : pickFrom(this.orders, seed.order);
    const shop = drawn && pickFrom(this.world.shops, drawn.shop);
    const merchant = shop?.merchant ?? merchantKey(seed.merchant);
    if (drawn && shop && !this.isFirstRecordOf(shop.key, drawn.orderNo)) return null;

    this.handOrderCount += 1;
    const paidMs = instantOf(seed.paidAt, this.world, this.firstDay);
    const lines = seed.lines.map((line) => this.buildLine(line, merchant));
    const identity = { key: `o${this.handOrderCount}`, merchant, ...(drawn && shop ? { shop: shop.key, orderNo: drawn.orderNo } : {}) };
    const order = { ...identity, ...this.sessionFor(seed, merchant), paidAt: writeInstant(paidMs, seed.paidAt.notation), lines };
    this.openOrders.push({ order, paidMs, lines, refundedFen: lines.map(() => 0), earliestRefundMs: Infinity });
    return { kind: 'hand-order', order };
  }

  private isFirstRecordOf(shop: string, orderNo: string): boolean {
    const countBefore = this.recorded.size;
    return this.recorded.add(`${shop} ${orderNo}`).size > countBefore;
  }

  /** Never fewer lines than before and never less than was refunded, so that every hand refund keeps its line. */
  private correctOrder(seed: SeedOf<'correct-order'>): Action | null {
    if (this.openOrders.length === 0) return null;
    const open = pickFrom(this.openOrders, seed.pick);
    const { key, merchant } = open.order;
    const drawn = seed.lines.map((line) => this.buildLine(line, merchant));
    open.lines = [...drawn, ...open.lines.slice(drawn.length)].map((line, index) => ({
      ...line,
      paidFen: Math.max(line.paidFen, open.refundedFen[index] ?? 0),
    }));
    open.paidMs = Math.min(instantOf(seed.paidAt, this.world, this.firstDay), open.earliestRefundMs);
    const paidAt = writeInstant(open.paidMs, seed.paidAt.notation);
    return { kind: 'correct-order', key, word: { ...this.sessionFor(seed, merchant), paidAt, lines: open.lines } };
  }

  private voidOrder(seed: SeedOf<'void-order'>): Action | null {
    if (this.openOrders.length === 0) return null;
    const open = pickFrom(this.openOrders, seed.pick);
    this.openOrders.splice(this.openOrders.indexOf(open), 1);
    return { kind: 'void-order', key: open.order.key };
  }

  private refundOrder(seed: SeedOf<'hand-refund'>): Action | null {
    if (this.openOrders.length === 0) return null;
    const open = pickFrom(this.openOrders, seed.pick);
    const lineIndex = seed.line % open.lines.length;
    const goneFen = open.refundedFen[lineIndex] ?? 0;
    const leftFen = (open.lines[lineIndex]?.paidFen ?? 0) - goneFen;
    if (leftFen < 1) return null;
    const amountFen = Math.max(1, Math.floor((leftFen * seed.quarters) / 4));
    const refundedMs = Math.max(instantOf(seed.at, this.world, this.firstDay), open.paidMs);
    open.refundedFen[lineIndex] = goneFen + amountFen;
    open.earliestRefundMs = Math.min(open.earliestRefundMs, refundedMs);
    const refundedAt = writeInstant(refundedMs, seed.at.notation);
    const reason = seed.reason === null ? {} : { reason: seed.reason };
    return { kind: 'hand-refund', key: open.order.key, lineIndex, amountFen, refundedAt, ...reason };
  }

  private buildLine(seed: SeedOf<'hand-order'>['lines'][number], merchant: string): HandLine {
    return { ...seed, product: pickFrom(productsOf(merchant, this.world.products), seed.product).key };
  }

  private sessionFor(seed: { session: number | null }, merchant: string): { session?: number } {
    const own = this.sessions.filter((session) => session.merchant === merchant);
    return seed.session === null || own.length === 0 ? {} : { session: pickFrom(own, seed.session).id };
  }
}
