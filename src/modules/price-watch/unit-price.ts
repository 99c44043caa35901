/** Paid fen and items of the same rows. */
export interface Sale {
  readonly paidFen: number;
  readonly quantity: number;
}

export interface PriceRule {
  readonly thresholdPercent: number;
  readonly minQuantity: number;
}

/** 件单价 = paid ÷ items, to the fen; null where no items were paid. */
export function unitPriceFen({ paidFen, quantity }: Sale): number | null {
  return quantity > 0 ? Math.round(paidFen / quantity) : null;
}

/** Of the prices as they are, not as they are rounded; null where either is none. */
export function priceChange(now: Sale, then: Sale): number | null {
  if (now.quantity <= 0 || then.quantity <= 0 || then.paidFen <= 0) return null;
  return (now.paidFen * then.quantity) / (then.paidFen * now.quantity) - 1;
}

/** Fallen by more than the threshold, with enough items on both sides to speak of a price. In whole numbers: a fall of 15 % is not one of more than that. */
export function hasFallen(now: Sale, then: Sale, { thresholdPercent, minQuantity }: PriceRule): boolean {
  if (now.quantity < minQuantity || then.quantity < minQuantity) return false;
  const price = BigInt(now.paidFen) * BigInt(then.quantity);
  const former = BigInt(then.paidFen) * BigInt(now.quantity);
  return 100n * price < BigInt(100 - thresholdPercent) * former;
}

export function sumOfSales(sales: Iterable<Sale>): Sale {
  let [paidFen, quantity] = [0, 0];
  for (const sale of sales) {
    paidFen += sale.paidFen;
    quantity += sale.quantity;
  }
  return { paidFen, quantity };
}

/** So many months, `YYYY-MM`, the given one last. */
export function monthsUntil(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, index) => monthAt(last - count + 1 + index));
}

/** The same months a year earlier, or as many right before. */
export function comparedMonths(months: readonly string[], compare: 'yoy' | 'previous'): string[] {
  const back = compare === 'yoy' ? 12 : months.length;
  return months.map((month) => monthAt(Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - back));
}

function monthAt(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}
