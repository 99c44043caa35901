import { EVERYTHING, type Answer, type CunboDriver, type Method } from './driver.js';
import type { Action, AttributionRule, Fact, HandLine, Host, Session, World } from './facts.js';
import { fieldOf, listField } from './json-fields.js';
import { expectedMoves } from './moves.js';
import { computeExpected, type Ranking } from './reference.js';
import { REFUND_GROUPINGS } from './refund-reference.js';
import { SUBJECTS, type Scope } from './scopes.js';

export type Mishearing = (fact: Fact) => readonly Fact[];

type Handler = (ids: (string | undefined)[], body: unknown, query: URLSearchParams) => unknown;

interface Mutable {
  merchants: World['merchants'][number][];
  products: World['products'][number][];
  shops: World['shops'][number][];
}

/**
 * The contract's surface over the model itself: what the play-back and the comparison are tried on. `mishear` stands for a defect
 * of the system: it sees every message and every change of a register before it is kept.
 */
export class ModelDriver implements CunboDriver {
  readonly capabilities = EVERYTHING;
  private readonly world: Mutable = { merchants: [], products: [], shops: [] };
  private readonly facts: Fact[] = [];
  private lastId = 0;

  constructor(private readonly mishear: Mishearing = (fact) => [fact]) {}

  async request(method: Method, path: string, body?: unknown): Promise<Answer> {
    const { pathname, searchParams } = new URL(path, 'http://model');
    for (const [route, handler] of this.routes) {
      const match = new RegExp(`^${route}$`).exec(`${method} ${pathname}`);
      if (match) return { status: method === 'POST' ? 201 : 200, body: handler(match.slice(1).map(decodeOptional), body, searchParams) };
    }
    return { status: 404, body: null };
  }

  async deliver(shopId: string, messageId: string, body: unknown): Promise<number> {
    this.facts.push(...this.mishear({ kind: 'message', shop: shopId, messageId, body }));
    return 204;
  }

  async stopWorkers(): Promise<void> {}
  async startWorkers(): Promise<void> {}
  async settle(): Promise<void> {}
  async installSuccessions(): Promise<void> {}
  async verifyDifferences(): Promise<number> {
    return 0;
  }

  private readonly routes: readonly (readonly [string, Handler])[] = [
    ['POST /api/v1/merchants', (_, body) => this.made((key) => this.world.merchants.push({ key, home: text(body, 'divisionCode') }))],
    ['POST /api/v1/products', (_, body) => this.made((key) => this.world.products.push({ key, ...productOf(body) }))],
    [
      'POST /api/v1/shops',
      (_, body) => this.made((key) => this.world.shops.push({ key, merchant: text(body, 'merchantId'), platform: 'standard' })),
    ],
    ['POST /api/v1/hosts', (_, body) => this.made((key) => this.facts.push({ kind: 'register-host', host: { key, ...hostOf(body) } }))],
    [
      'POST /api/v1/live-sessions',
      (_, body) => this.made((key) => this.facts.push({ kind: 'add-session', session: { id: Number(key), ...sessionOf(body) } })),
    ],
    ['PATCH /api/v1/live-sessions/(\\d+)', ([id], body) => this.changeSession(Number(id), body)],
    ['POST /api/v1/live-sessions/(\\d+)/archive', ([id]) => this.note({ kind: 'archive-session', id: Number(id) })],
    [
      'PATCH /api/v1/products/(\\d+)',
      ([product = ''], body) => this.note({ kind: 'change-origin', product, origin: text(body, 'originDivisionCode'), isAfterSales: true }),
    ],
    [
      'PATCH /api/v1/merchants/(\\d+)',
      ([merchant = ''], body) => this.note({ kind: 'change-home', merchant, home: text(body, 'divisionCode'), isAfterSales: true }),
    ],
    ['POST /api/v1/attribution-rules(/preview)?', ([preview], body) => this.rule(createRule(this.nextId(), body), preview)],
    [
      'POST /api/v1/attribution-rules/(\\d+)/withdraw(/preview)?',
      ([key = '', preview]) => this.rule({ kind: 'withdraw-rule', key, isSettled: false }, preview),
    ],
    [
      'POST /api/v1/merchants/(\\d+)/merge(/preview)?',
      ([merged = '', preview], body) => {
        const merge = { key: this.nextId(), merged, into: text(body, 'intoMerchantId') };
        return this.rule({ kind: 'merge-merchants', merge, isSettled: false }, preview);
      },
    ],
    ['GET /api/v1/refunds', (_, __, query) => this.refunds(query)],
    [
      'PUT /api/v1/shops/(\\d+)/items/(.+)',
      ([shop = '', itemId = ''], body) =>
        this.note({ kind: 'map-item', shop, itemId, skuId: find(body, 'skuId'), product: text(body, 'productId') }),
    ],
    [
      'DELETE /api/v1/shops/(\\d+)/items/(.+)',
      ([shop = '', itemId = ''], _, query) => this.note({ kind: 'unmap-item', shop, itemId, skuId: query.get('skuId') ?? undefined }),
    ],
    ['POST /api/v1/orders', (_, body) => this.recordOrder(body)],
    [
      'PUT /api/v1/orders/(\\d+)',
      ([key = ''], body) => this.note({ kind: 'correct-order', key, word: wordOf(body) }, { id: key, lines: lineNosOf(body) }),
    ],
    ['POST /api/v1/orders/(\\d+)/void', ([key = '']) => this.note({ kind: 'void-order', key })],
    ['POST /api/v1/orders/(\\d+)/refunds', ([key = ''], body) => this.note({ kind: 'hand-refund', key, ...refundOf(body) })],
    ['GET /api/v1/rankings/(.+)', ([subject = ''], _, query) => this.ranking(subject, scopeOf(query), query.get('map') === 'today')],
    [
      'GET /api/v1/revenue',
      (_, __, query) => ({
        items: [...computeExpected(this.currentWorld(), this.facts).byDay(scopeOf(query))].map(([from, row]) => ({ from, ...row })),
      }),
    ],
  ];

  private made(make: (key: string) => unknown): unknown {
    const id = this.nextId();
    make(id);
    return { id };
  }

  private nextId(): string {
    this.lastId += 1;
    return String(this.lastId);
  }

  private rule(action: Action, preview: string | undefined): unknown {
    const { from, to, ...sums } = expectedMoves(this.currentWorld(), this.facts, action);
    const cells = (list: typeof from) =>
      list.map(({ merchant, home, origin, ...amounts }) => ({
        ...{ merchantId: merchant, merchantDivisionCode: home, originCode: origin || null },
        ...amounts,
      }));
    const moves = { ...sums, from: cells(from), to: cells(to) };
    if (preview !== undefined) return { moves };
    const id = action.kind === 'create-rule' ? action.rule.key : action.kind === 'merge-merchants' ? action.merge.key : null;
    return this.note(action, { id, moves });
  }

  private refunds(query: URLSearchParams): unknown {
    const by = REFUND_GROUPINGS.find((grouping) => grouping === query.get('by')) ?? 'reason';
    const { items, ...whole } = computeExpected(this.currentWorld(), this.facts).refunds({ by, ...scopeOf(query) });
    return { items: [...items].map(([key, cell]) => ({ key, ...cell })), ...whole };
  }

  private note(fact: Fact, answer: unknown = {}): unknown {
    this.facts.push(...this.mishear(fact));
    return answer;
  }

  private recordOrder(body: unknown): unknown {
    const place = { merchant: text(body, 'merchantId'), shop: find(body, 'shopId'), orderNo: find(body, 'orderNo') };
    const made = this.made((key) => this.facts.push({ kind: 'hand-order', order: { key, ...place, ...wordOf(body) } }));
    return { id: text(made, 'id'), lines: lineNosOf(body) };
  }

  private changeSession(id: number, body: unknown): unknown {
    const { startedAt, endedAt = '', shop, roomId, host } = sessionOf(body);
    return this.note({
      kind: 'change-session',
      id,
      change: { startedAt, endedAt, ...(shop && { shop }), ...(roomId && { roomId }), ...(host && { host }) },
    });
  }

  private currentWorld(): World {
    return { ...this.world, hosts: [], sessions: [], mappings: [] };
  }

  private ranking(subjectName: string, scope: Scope, isToday: boolean): unknown {
    const subject = SUBJECTS.find((candidate) => candidate === subjectName) ?? 'cities';
    const expected = computeExpected(this.currentWorld(), this.facts);
    const ranking: Ranking = isToday ? expected.rankingToday(subject, scope) : expected.ranking(subject, scope);
    const { members, zones, total, unallocated } = ranking;
    const sorted = [...members].sort(([, a], [, b]) => b.netFen - a.netFen);
    const rankOf = (netFen: number) => 1 + sorted.filter(([, row]) => row.netFen > netFen).length;
    const items = sorted.map(([id, row]) => ({ id, isZone: false, rank: rankOf(row.netFen), value: row.netFen, ...row }));
    return { items: [...items, ...[...zones].map(([id, row]) => ({ id, isZone: true, ...row }))], total, unallocated, nextCursor: null };
  }
}

function decodeOptional(part: string | undefined): string | undefined {
  return part === undefined ? undefined : decodeURIComponent(part);
}

function find(body: unknown, name: string): string | undefined {
  const value = fieldOf(body, name);
  return typeof value === 'string' ? value : undefined;
}

function text(body: unknown, name: string): string {
  return find(body, name) ?? '';
}

function productOf(body: unknown): Omit<World['products'][number], 'key'> {
  return { merchant: text(body, 'merchantId'), category: text(body, 'category'), origin: text(body, 'originDivisionCode') };
}

function hostOf(body: unknown): Omit<Host, 'key'> {
  return { merchant: text(body, 'merchantId'), platformHostId: find(body, 'platformHostId') };
}

function sessionOf(body: unknown): Omit<Session, 'id'> {
  const links = { shop: find(body, 'shopId'), roomId: find(body, 'roomId'), host: find(body, 'hostId') };
  return { merchant: text(body, 'merchantId'), startedAt: text(body, 'startedAt'), endedAt: find(body, 'endedAt'), ...links };
}

function wordOf(body: unknown): { session?: number; paidAt: string; lines: HandLine[] } {
  const session = find(body, 'liveSessionId');
  const lines = listField(body, 'lines').map((line) => ({
    product: text(line, 'productId'),
    quantity: Number(fieldOf(line, 'quantity')),
    paidFen: Number(fieldOf(line, 'paidFen')),
  }));
  return { ...(session === undefined ? {} : { session: Number(session) }), paidAt: text(body, 'paidAt'), lines };
}

function lineNosOf(body: unknown): { lineNo: string }[] {
  return listField(body, 'lines').map((_, index) => ({ lineNo: String(index + 1) }));
}

function createRule(key: string, body: unknown): Action {
  const effect = (['origin', 'merchant', 'home'] as const).find((candidate) => candidate === text(body, 'effect')) ?? 'origin';
  const to = text(body, { origin: 'originDivisionCode', merchant: 'targetMerchantId', home: 'homeDivisionCode' }[effect]);
  const scope = { merchant: find(body, 'merchantId'), product: find(body, 'productId'), lot: find(body, 'lot') };
  const rule: AttributionRule = { key, effect, ...scope, to, validFrom: find(body, 'validFrom'), validTo: find(body, 'validTo') };
  return { kind: 'create-rule', rule, isSettled: false };
}

function refundOf(body: unknown): { lineIndex: number; amountFen: number; refundedAt: string; reason?: string } {
  return {
    reason: find(body, 'reason'),
    lineIndex: Number(text(body, 'lineNo')) - 1,
    amountFen: Number(fieldOf(body, 'amountFen')),
    refundedAt: text(body, 'refundedAt'),
  };
}

function scopeOf(query: URLSearchParams): Scope {
  const optional = (name: 'within' | 'category' | 'platform') => (query.has(name) ? { [name]: query.get(name) ?? '' } : {});
  return {
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    basis: query.get('basis') === 'merchant' ? 'merchant' : 'origin',
    refundView: query.get('refundView') === 'cohort' ? 'cohort' : 'cash',
    ...optional('within'),
    ...optional('category'),
    ...optional('platform'),
  };
}
