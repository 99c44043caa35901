import type {
  Action,
  AttributionRule,
  ChangeHome,
  ChangeOrigin,
  Fact,
  HandOrder,
  HandWord,
  Host,
  ItemMapping,
  Merge,
  OrderChanged,
  Session,
  World,
} from './facts.js';
import { isPossible } from './judgement.js';

export interface Message {
  readonly shop: string;
  readonly messageId: string;
  readonly body: OrderChanged;
}

export interface HandRefund {
  readonly lineIndex: number;
  readonly amountFen: number;
  readonly refundedAt: string;
  readonly reason?: string;
}

export interface HandRecord {
  order: HandOrder;
  isVoid: boolean;
  readonly refunds: HandRefund[];
}

/** What stands once all facts are in. Nothing here remembers what was believed before. */
export interface Standing {
  readonly world: World;
  /** Possible messages only, one per (shop, message id). */
  readonly messages: Message[];
  readonly mappings: Map<string, string>;
  readonly origins: Map<string, string>;
  readonly homes: Map<string, string>;
  /** Oldest first, withdrawn ones left out. */
  rules: AttributionRule[];
  merges: Merge[];
  readonly hosts: Host[];
  /** Archived sessions are gone: they never match. */
  readonly sessions: Map<number, Session>;
  readonly handRecords: Map<string, HandRecord>;
}

export function mappingKey({ shop, itemId, skuId }: Omit<ItemMapping, 'product'>): string {
  return JSON.stringify([shop, itemId, skuId ?? null]);
}

export function standingAfter(world: World, facts: readonly Fact[]): Standing {
  const standing: Standing = {
    world,
    messages: acceptedMessages(facts),
    mappings: new Map(world.mappings.map((mapping) => [mappingKey(mapping), mapping.product])),
    origins: new Map(world.products.map((product) => [product.key, product.origin])),
    homes: new Map(world.merchants.map((merchant) => [merchant.key, merchant.home])),
    rules: [],
    merges: [],
    hosts: [...world.hosts],
    sessions: new Map(world.sessions.map((session) => [session.id, session])),
    handRecords: new Map(),
  };
  for (const fact of facts) if (fact.kind !== 'message') apply(standing, fact);
  return standing;
}

/** The first body under an id is the message; another body under the same id changes nothing, even when the first is impossible. */
function acceptedMessages(facts: readonly Fact[]): Message[] {
  const bodies = new Map<string, { shop: string; messageId: string; body: unknown }>();
  for (const fact of facts) {
    if (fact.kind !== 'message') continue;
    const id = JSON.stringify([fact.shop, fact.messageId]);
    if (!bodies.has(id)) bodies.set(id, fact);
  }
  return [...bodies.values()].flatMap(({ shop, messageId, body }) => (isPossible(body) ? [{ shop, messageId, body }] : []));
}

function apply(standing: Standing, action: Action): void {
  switch (action.kind) {
    case 'map-item':
      standing.mappings.set(mappingKey(action), action.product);
      return;
    case 'unmap-item':
      standing.mappings.delete(mappingKey(action));
      return;
    case 'register-host':
      standing.hosts.push(action.host);
      return;
    case 'add-session':
      standing.sessions.set(action.session.id, action.session);
      return;
    case 'change-session':
      standing.sessions.set(action.id, { ...getSession(standing, action.id), ...action.change });
      return;
    case 'archive-session':
      standing.sessions.delete(action.id);
      return;
    case 'change-origin':
      changeOrigin(standing, action);
      return;
    case 'change-home':
      changeHome(standing, action);
      return;
    case 'create-rule':
      standing.rules.push(action.rule);
      return;
    case 'merge-merchants':
      standing.merges.push(action.merge);
      return;
    case 'withdraw-rule':
      standing.rules = standing.rules.filter(({ key }) => key !== action.key);
      standing.merges = standing.merges.filter(({ key }) => key !== action.key);
      return;
    case 'hand-order':
      standing.handRecords.set(action.order.key, { order: action.order, isVoid: false, refunds: [] });
      return;
    case 'correct-order':
      correct(getHandRecord(standing, action.key), action.word);
      return;
    case 'void-order':
      getHandRecord(standing, action.key).isVoid = true;
      return;
    case 'hand-refund':
      getHandRecord(standing, action.key).refunds.push(action);
      return;
  }
}

function changeOrigin(standing: Standing, { product, origin, isAfterSales, isSoAlready }: ChangeOrigin): void {
  if (isSoAlready) return;
  if (isAfterSales) standing.rules.push({ key: `origin of ${product}`, effect: 'origin', product, to: origin });
  else standing.origins.set(product, origin);
}

function changeHome(standing: Standing, { merchant, home, isAfterSales, isSoAlready }: ChangeHome): void {
  if (isSoAlready) return;
  if (isAfterSales) standing.rules.push({ key: `home of ${merchant}`, effect: 'home', merchant, to: home });
  else standing.homes.set(merchant, home);
}

/** A correction says the whole word anew: a session it does not name is named no longer. */
function correct(record: HandRecord, word: HandWord): void {
  record.order = { ...record.order, session: word.session, paidAt: word.paidAt, lines: word.lines };
}

function getSession(standing: Standing, id: number): Session {
  const session = standing.sessions.get(id);
  if (!session) throw new Error(`Session ${id} does not exist or is archived`);
  return session;
}

function getHandRecord(standing: Standing, key: string): HandRecord {
  const record = standing.handRecords.get(key);
  if (!record) throw new Error(`No order was recorded by hand as ${key}`);
  return record;
}
