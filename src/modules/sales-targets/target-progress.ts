import { Injectable } from '@nestjs/common';
import { addDays, type BusinessDay, type DayRange, startOfMonth } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import type { Tx } from '../../platform/database/index.js';
import { SoldFigures } from '../rankings/index.js';
import { evenWeights, paceAlong, weightsOf } from './pace.js';
import type { ProgressDto } from './sales-target.dto.js';
import type { SalesTarget } from './sales-target.repository.js';

/** How far a target has come, by whole days: what today sold so far is not held against a whole day. */
@Injectable()
export class TargetProgress {
  constructor(private readonly sold: SoldFigures) {}

  async of(tx: Tx, target: SalesTarget, today: BusinessDay): Promise<ProgressDto> {
    const valueFen = fenFromSql(target.valueFen);
    const range = wholeDaysOf(target.year, today);
    if (range === null) return { range, soldFen: 0, progress: 0, even: null, likeLastYear: null };
    const soldFen = await this.soldIn(tx, target, range);
    const pattern = weightsOf(await this.months(tx, target, target.year - 1));
    return {
      range,
      soldFen,
      progress: soldFen / valueFen,
      even: paceAlong(evenWeights(target.year), valueFen, soldFen, range.to),
      likeLastYear: pattern === null ? null : paceAlong(pattern, valueFen, soldFen, range.to),
    };
  }

  private async months(tx: Tx, target: SalesTarget, year: number): Promise<number[]> {
    const months: number[] = [];
    // The first month without sales settles that there is no pattern.
    for (let month = 1; month <= 12 && months.every((fen) => fen > 0); month++) {
      const from = `${year}-${String(month).padStart(2, '0')}-01`;
      months.push(await this.soldIn(tx, target, { from, to: addDays(startOfMonth(addDays(from, 31)), -1) }));
    }
    return months;
  }

  private async soldIn(tx: Tx, { divisionCode, category, basis, measure }: SalesTarget, range: DayRange): Promise<number> {
    const within = await this.sold.requireArea(tx, divisionCode);
    const { paidFen, netFen } = await this.sold.total(tx, { within, range, basis, refundView: 'cash', category });
    return measure === 'paid' ? paidFen : netFen;
  }
}

function wholeDaysOf(year: number, today: BusinessDay): DayRange | null {
  const [from, last, yesterday] = [`${year}-01-01`, `${year}-12-31`, addDays(today, -1)];
  return yesterday < from ? null : { from, to: yesterday < last ? yesterday : last };
}
