import type { Principal, Scope } from '../../platform/database/index.js';

/** Said of figures that are made of the sales of the merchants inside one's own scope only; nothing is said where they are everybody's. */
export const SELLERS = ['own'] as const;
export type Sellers = (typeof SELLERS)[number];

/** What of the rollups somebody sees: all of them; totals of areas and the goods of its merchants; the goods of its merchants. */
export type Sees = 'all' | 'areas' | 'goods';

export function seesOf(principal: Principal): Sees {
  const scope: Scope | null = principal.kind === 'worker' ? null : principal.scope;
  if (scope?.kind === 'merchants' || scope?.kind === 'host') return 'goods';
  return scope?.kind === 'division' ? 'areas' : 'all';
}

/** Totals of areas are kept of everybody's sales; the goods are those one may see. */
export function sellersOf(sees: Sees, isFromAreas: boolean): { sellers?: Sellers } {
  return sees === 'all' || (sees === 'areas' && isFromAreas) ? {} : { sellers: 'own' };
}
