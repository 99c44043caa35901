import type { BusinessDay, DayRange } from '../../kernel/business-day.js';
import { compareText } from '../../kernel/text-order.js';
import type { PaidFact, RefundFact, SalesFact } from './demo-order.js';

/** The additive measures of the rankings, and `orders`, which is distinct per cell. */
export interface ExpectedCell {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly netFen: number;
  readonly orders: number;
  readonly lines: number;
  readonly quantity: number;
}

/** What `GET /api/v1/rankings/counties?basis=origin&refundView=cash` must answer for the range, if nothing else was sold. */
export interface ExpectedTotals {
  readonly range: DayRange;
  readonly counties: readonly (ExpectedCell & { readonly code: string })[];
  readonly unallocated: ExpectedCell;
  readonly total: ExpectedCell;
}

const COUNTY_DIGITS = 6;
const UNALLOCATED = '';
const TOTAL = 'total';
const NOTHING: ExpectedCell = { paidFen: 0, refundedFen: 0, netFen: 0, orders: 0, lines: 0, quantity: 0 };

/** Adds up what was accepted, by day and county of origin. Order of arrival does not matter and nothing is kept per order. */
export class ExpectedLedger {
  private readonly cells = new Map<BusinessDay, Map<string, ExpectedCell>>();

  record(fact: SalesFact): void {
    if (fact.kind === 'paid') this.recordPaid(fact);
    else this.recordRefund(fact);
  }

  totals(range: DayRange): ExpectedTotals {
    const sums = new Map<string, ExpectedCell>();
    for (const [day, cells] of this.cells) {
      if (day < range.from || day > range.to) continue;
      for (const [code, cell] of cells) sums.set(code, plus(sums.get(code) ?? NOTHING, cell));
    }
    const counties = [...sums].filter(([code]) => code !== UNALLOCATED && code !== TOTAL).map(([code, cell]) => ({ code, ...cell }));
    counties.sort((a, b) => compareText(a.code, b.code));
    return { range, counties, unallocated: sums.get(UNALLOCATED) ?? NOTHING, total: sums.get(TOTAL) ?? NOTHING };
  }

  /** From the first to the last day anything was booked on; null when nothing was. */
  wholeRange(): DayRange | null {
    const days = [...this.cells.keys()].sort(compareText);
    const [from, to] = [days[0], days.at(-1)];
    return from === undefined || to === undefined ? null : { from, to };
  }

  private recordPaid(fact: PaidFact): void {
    const codes = new Set(fact.lines.map((line) => countyOf(line.originCode)));
    for (const line of fact.lines) {
      const measures = { ...NOTHING, paidFen: line.paidFen, netFen: line.paidFen, lines: 1, quantity: line.quantity };
      this.add(fact.day, countyOf(line.originCode), measures);
      this.add(fact.day, TOTAL, measures);
    }
    for (const code of [...codes, TOTAL]) this.add(fact.day, code, { ...NOTHING, orders: 1 });
  }

  private recordRefund(fact: RefundFact): void {
    const measures = { ...NOTHING, refundedFen: fact.amountFen, netFen: -fact.amountFen };
    this.add(fact.day, countyOf(fact.originCode), measures);
    this.add(fact.day, TOTAL, measures);
  }

  private add(day: BusinessDay, code: string, measures: ExpectedCell): void {
    const cells = this.cells.get(day) ?? new Map<string, ExpectedCell>();
    cells.set(code, plus(cells.get(code) ?? NOTHING, measures));
    this.cells.set(day, cells);
  }
}

function countyOf(originCode: string): string {
  return originCode.length < COUNTY_DIGITS ? UNALLOCATED : originCode.slice(0, COUNTY_DIGITS);
}

function plus(a: ExpectedCell, b: ExpectedCell): ExpectedCell {
  return {
    paidFen: a.paidFen + b.paidFen,
    refundedFen: a.refundedFen + b.refundedFen,
    netFen: a.netFen + b.netFen,
    orders: a.orders + b.orders,
    lines: a.lines + b.lines,
    quantity: a.quantity + b.quantity,
  };
}
