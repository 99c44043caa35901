// The curve of a host's months: as far apart as the months are, and without a line through months of which nothing is known.

export interface MonthPeak {
  /** YYYY-MM */
  readonly month: string;
  readonly peak: number;
}

export interface CurvePoint extends MonthPeak {
  /** 0 to 1, from the first month to the last. */
  readonly x: number;
  /** 0 to 1 of the largest. */
  readonly y: number;
}

/** Lines of neighbouring months, the earliest first; a month that stands alone is a line of one point. */
export function curveOf(months: readonly MonthPeak[]): CurvePoint[][] {
  const most = Math.max(1, ...months.map(({ peak }) => peak));
  const numbers = months.map(({ month }) => numberOf(month));
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  const lines: CurvePoint[][] = [];
  for (const [index, { month, peak }] of months.entries()) {
    const at = numbers[index] ?? 0;
    const point = { month, peak, x: first === last ? 0.5 : (at - first) / (last - first), y: peak / most };
    const line = lines.at(-1);
    if (line !== undefined && at - (numbers[index - 1] ?? 0) === 1) line.push(point);
    else lines.push([point]);
  }
  return lines;
}

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}
