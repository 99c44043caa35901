import type { SaidHeader, SaidRefund } from '../../orders/index.js';

/** What of an order's money has not come back yet. */
export interface LeftOfOrder {
  readonly goodsFen: Map<string, number>;
  freightFen: number;
}

export function allOf({ lines, freightFen }: Pick<SaidHeader, 'lines' | 'freightFen'>): LeftOfOrder {
  return { goodsFen: new Map(lines.map(({ lineNo, paidFen }) => [lineNo, paidFen])), freightFen };
}

/** One sum comes back. What goes beyond what is left of the line's goods, up to what is left of the freight, can only be freight. */
export function partsOf(
  paidBackFen: number,
  lineNo: string,
  status: SaidRefund['status'],
  left: LeftOfOrder,
): Pick<SaidRefund, 'amountFen' | 'freightFen'> {
  const goodsFen = left.goodsFen.get(lineNo);
  const beyondFen = goodsFen === undefined ? 0 : Math.max(paidBackFen - goodsFen, 0);
  const freightFen = Math.min(beyondFen, left.freightFen);
  const amountFen = paidBackFen - freightFen;
  if (status === 'succeeded') {
    if (goodsFen !== undefined) left.goodsFen.set(lineNo, Math.max(goodsFen - amountFen, 0));
    left.freightFen -= freightFen;
  }
  return { amountFen, freightFen };
}
