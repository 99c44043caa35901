import type { Ranking, RankingItem } from '../api/client.js';

/** What one place sold between two readings of the same day. */
export interface NewSale {
  readonly id: string;
  readonly name: string;
  readonly lines: number;
  readonly quantity: number;
  readonly paidFen: number;
}

type Counted = Pick<RankingItem, 'id' | 'name' | 'lines' | 'quantity' | 'paidFen'>;

/**
 * The sales that came between two readings, by the members of the ranking; zones overlap them and are left out. Only where order lines were
 * added: a correction of an amount is no new sale.
 */
export function newSales(before: Ranking, now: Ranking, unallocatedName: string): readonly NewSale[] {
  if (before.range.from !== now.range.from) return [];
  const known = new Map(countedOf(before, '').map((item) => [item.id, item]));
  return countedOf(now, unallocatedName)
    .map((item) => difference(item, known.get(item.id)))
    .filter(({ lines }) => lines > 0)
    .sort((one, other) => other.paidFen - one.paidFen);
}

function countedOf({ items, unallocated }: Ranking, unallocatedName: string): readonly Counted[] {
  return [...items.filter(({ isZone }) => !isZone), { id: '', name: unallocatedName, ...unallocated }];
}

function difference({ id, name, lines, quantity, paidFen }: Counted, before: Counted | undefined): NewSale {
  return {
    id,
    name,
    lines: lines - (before?.lines ?? 0),
    quantity: quantity - (before?.quantity ?? 0),
    paidFen: paidFen - (before?.paidFen ?? 0),
  };
}
