import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';
import { type Area, type Basis, type MeasuresDto, type RefundView, SoldFigures } from '../rankings/index.js';
import { HeadlineIndicatorRepository } from './headline-indicator.repository.js';
import { added, NOTHING, type Sums, sumOf } from './indicator-sums.js';
import { isRural, partOf, type Township } from './rural-rule.js';

export interface IndicatorRead {
  readonly within: Area;
  readonly basis: Basis;
  readonly refundView: RefundView;
  readonly townships: readonly Township[];
}

/** One figure: the division's, that of each of its parts, and what nobody can decide. */
export interface Reading {
  readonly whole: Sums;
  readonly parts: ReadonlyMap<string, Sums>;
  readonly undecided: Sums;
}

export interface Readings {
  readonly rural: Reading;
  readonly farm: Reading;
  readonly all: Sums;
}

/** Both indicators in one stretch of time. */
@Injectable()
export class IndicatorReading {
  constructor(
    private readonly sold: SoldFigures,
    private readonly repository: HeadlineIndicatorRepository,
  ) {}

  async in(tx: Tx, range: DayRange, read: IndicatorRead): Promise<Readings> {
    const isTownshipOrBelow = read.within.level === 'township' || read.within.level === 'village';
    const { rural, all } = isTownshipOrBelow ? await this.ruralOfOne(tx, range, read) : await this.ruralOfMany(tx, range, read);
    return { rural, all, farm: await this.farm(tx, range, read) };
  }

  private async ruralOfMany(
    tx: Tx,
    range: DayRange,
    { within, basis, refundView, townships }: IndicatorRead,
  ): Promise<Omit<Readings, 'farm'>> {
    const { members, total, unallocated } = await this.sold.members(tx, 'townships', { within, range, basis, refundView });
    const sales = townships.flatMap((township) => {
      const sale = members.get(township.code);
      return sale === undefined || !isRural(township) ? [] : [{ part: partOf(township.path, within.code), sums: sumsOf(sale) }];
    });
    return {
      all: sumsOf(total),
      rural: { whole: sumOf(sales.map(({ sums }) => sums)), parts: byPart(sales), undecided: sumsOf(unallocated) },
    };
  }

  private async ruralOfOne(
    tx: Tx,
    range: DayRange,
    { within, basis, refundView, townships }: IndicatorRead,
  ): Promise<Omit<Readings, 'farm'>> {
    const all = sumsOf(await this.sold.total(tx, { within, range, basis, refundView }));
    const [township] = townships;
    const whole = township !== undefined && isRural(township) ? all : NOTHING;
    return { all, rural: { whole, parts: new Map(), undecided: NOTHING } };
  }

  private async farm(tx: Tx, range: DayRange, { within, basis, refundView, townships }: IndicatorRead): Promise<Reading> {
    const paths = pathsOf(townships);
    const sales = await this.repository.sold(tx, basis, within, range, refundView);
    const farm = sales.filter(({ isAgricultural }) => isAgricultural === true);
    return {
      whole: sumOf(farm),
      parts: byPart(farm.map((sums) => ({ part: partOf(paths.get(sums.place) ?? [], within.code), sums }))),
      undecided: sumOf(sales.filter(({ isAgricultural }) => isAgricultural === null)),
    };
  }
}

function sumsOf({ paidFen, refundedFen, lines, quantity }: MeasuresDto): Sums {
  return { paidFen, refundedFen, lines, quantity };
}

function byPart(sales: readonly { readonly part: string | null; readonly sums: Sums }[]): Map<string, Sums> {
  const parts = new Map<string, Sums>();
  for (const { part, sums } of sales) if (part !== null) parts.set(part, added(parts.get(part) ?? NOTHING, sums));
  return parts;
}

/** Of townships and of everything around them: sales may be coded no finer than a county. */
function pathsOf(townships: readonly Township[]): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  for (const { path } of townships) path.forEach((code, index) => paths.set(code, path.slice(0, index + 1)));
  return paths;
}
