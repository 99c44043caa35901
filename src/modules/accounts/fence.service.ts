import { Injectable } from '@nestjs/common';
import { Database, type Principal, type Scope, SIGN_IN } from '../../platform/database/index.js';
import { type IdInAddress, InputError, OutOfScope, type Owned } from '../../platform/http/index.js';
import { ShopIds } from '../shops/index.js';
import { isInDivision } from './account-scope.js';
import { type Owner, OwnerRepository } from './owner.repository.js';

/** What a request says of itself, before anything of it was looked at. */
export interface Asking {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

interface Named {
  readonly kind: Owned;
  readonly id: string;
}

/** Bodies and queries that name something of somebody's. */
const NAMED_BY: Readonly<Record<string, Owned>> = {
  merchantId: 'merchant',
  productId: 'product',
  shopId: 'shop',
  hostId: 'host',
  liveSessionId: 'live-session',
};

/**
 * The part of the first wall that knows scopes: what a request names must lie inside the scope of whoever asks. What does not
 * exist is answered like what belongs to others. Row-level security, the second wall, decides again by itself.
 */
@Injectable()
export class Fence {
  constructor(
    private readonly database: Database,
    private readonly owners: OwnerRepository,
    private readonly shopIds: ShopIds,
  ) {}

  /** Throws `input.not-found` for what the address names, `auth.out-of-scope` for what body or query name. */
  async require(principal: Principal, asking: Asking, idOf: IdInAddress | undefined): Promise<void> {
    if (principal.kind === 'worker' || principal.scope.kind === 'all') return;
    const { scope } = principal;
    const addressed = idOf === undefined ? [] : named(asking.params, { [idOf.parameter]: idOf.kind });
    const mentioned = [...named(asking.query, NAMED_BY), ...named(asking.body, NAMED_BY)];
    if (addressed.length + mentioned.length === 0) return;
    const isInside = await this.insideOf(scope, [...addressed, ...mentioned]);
    const missing = addressed.find((_each, index) => !isInside[index]);
    if (missing !== undefined) throw new InputError('input.not-found', { id: missing.id.slice(0, 40) });
    if (!isInside.every(Boolean)) throw new OutOfScope();
  }

  private async insideOf(scope: Scope, things: readonly Named[]): Promise<boolean[]> {
    const keys = things.map(({ kind, id }) => this.keyOf(kind, id));
    const owners = await this.database.transaction(SIGN_IN, (tx) => this.owners.of(tx, keys));
    return owners.map((owner) => owner !== null && isInside(scope, owner));
  }

  /** An id that is none is that of nothing. */
  private keyOf(kind: Owned, id: string): { kind: Owned; id: string } {
    const isOfShop = kind === 'shop' || kind === 'order' || kind === 'message';
    if (isOfShop) return { kind: 'shop', id: this.shopIds.decode(id.split('.')[0] ?? '') ?? '0' };
    return { kind, id: /^[1-9]\d{0,17}$/.test(id) ? id : '0' };
  }
}

function named(place: unknown, kinds: Readonly<Record<string, Owned>>): Named[] {
  if (typeof place !== 'object' || place === null) return [];
  return Object.entries(kinds).flatMap(([name, kind]) => {
    const id: unknown = Object.hasOwn(place, name) ? (place as Record<string, unknown>)[name] : undefined;
    return typeof id === 'string' && id !== '' ? [{ kind, id }] : [];
  });
}

function isInside(scope: Scope, { merchantId, divisionCode, hostId }: Owner): boolean {
  if (scope.kind === 'merchants') return scope.merchantIds.includes(merchantId);
  if (scope.kind === 'host') return hostId !== null && scope.hostIds.includes(hostId);
  return isInDivision(scope, divisionCode);
}
