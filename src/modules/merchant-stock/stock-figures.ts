export interface StockCounts {
  /** On the register before the first day. */
  readonly opening: number;
  readonly added: number;
  /** Archived in the period, mergers included. */
  readonly closed: number;
  readonly merged: number;
  /** On the register at the end of the same day a year before the last one. */
  readonly earlier: number;
  readonly sold: number;
  readonly soldLive: number;
}

export interface StockFigures extends StockCounts {
  readonly closing: number;
  readonly net: number;
  /** net ÷ opening; null where there was none. */
  readonly netGrowthRate: number | null;
  /** Whoever was on the register on any day of the period: what `soldShare` is a share of. */
  readonly onRegister: number;
  readonly soldShare: number | null;
  readonly soldLiveShare: number | null;
}

export const NO_STOCK: StockCounts = { opening: 0, added: 0, closed: 0, merged: 0, earlier: 0, sold: 0, soldLive: 0 };

export function stockFigures(counts: StockCounts): StockFigures {
  const net = counts.added - counts.closed;
  const onRegister = counts.opening + counts.added;
  return {
    ...counts,
    net,
    closing: counts.opening + net,
    netGrowthRate: ratio(net, counts.opening),
    onRegister,
    soldShare: ratio(counts.sold, onRegister),
    soldLiveShare: ratio(counts.soldLive, onRegister),
  };
}

export function addedStock(a: StockCounts, b: StockCounts): StockCounts {
  return {
    opening: a.opening + b.opening,
    added: a.added + b.added,
    closed: a.closed + b.closed,
    merged: a.merged + b.merged,
    earlier: a.earlier + b.earlier,
    sold: a.sold + b.sold,
    soldLive: a.soldLive + b.soldLive,
  };
}

/** Below that many a rate says nothing, and ranks nobody. */
export const SMALLEST_RANKED_OPENING = 5;

/** Ties share a rank: 1, 2, 2, 4. null of what is not ranked. */
export function rankAmong(value: number | null, all: readonly (number | null)[]): number | null {
  return value === null ? null : all.filter((other) => other !== null && other > value).length + 1;
}

export function rankedRate({ opening, netGrowthRate }: StockFigures): number | null {
  return opening < SMALLEST_RANKED_OPENING ? null : netGrowthRate;
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
