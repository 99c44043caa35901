import { Injectable } from '@nestjs/common';
import { beijingIso, businessDayOf, type DayRange } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { requireInOwnProvince } from '../divisions/index.js';
import { comparedRange, requireOrderedRange, SoldFigures } from '../rankings/index.js';
import type {
  HeadlineIndicatorsDto,
  IndicatorAreaDto,
  IndicatorMeasure,
  IndicatorQuery,
  RuralRuleDto,
  TwoFiguresDto,
} from './headline-indicator.dto.js';
import { HeadlineIndicatorRepository, type WatchedTownship } from './headline-indicator.repository.js';
import { IndicatorReading, type Reading, type Readings } from './indicator-reading.js';
import { figureOf, NOTHING, type Sums } from './indicator-sums.js';
import { isRural } from './rural-rule.js';

/** 农村网络零售额 and 农产品网络零售额 of what was sold through Cunbo, with the rule they are made by; from rollups alone, in one snapshot. */
@Injectable()
export class HeadlineIndicators {
  constructor(
    private readonly database: Database,
    private readonly sold: SoldFigures,
    private readonly reading: IndicatorReading,
    private readonly repository: HeadlineIndicatorRepository,
    private readonly clock: Clock,
  ) {}

  of(principal: Principal, query: IndicatorQuery): Promise<HeadlineIndicatorsDto> {
    requireOrderedRange(query);
    requireInOwnProvince(principal, query.within);
    const now = this.clock.now();
    const times = timesOf(query, businessDayOf(now));
    const { basis, refundView, measure } = query;
    return this.database.snapshot(principal, async (tx) => {
      const within = await this.sold.requireArea(tx, query.within);
      const townships = await this.repository.townships(
        tx,
        within.prefixes.map((code) => code.slice(0, 9)),
      );
      const read = { within, basis, refundView, townships };
      const four = new FourReadings(
        times,
        measure,
        await this.reading.in(tx, times.range, read),
        await this.reading.in(tx, times.comparedRange, read),
        await this.reading.in(tx, times.cumulativeRange, read),
        await this.reading.in(tx, times.cumulativeComparedRange, read),
      );
      const names = await this.repository.names(tx, four.parts());
      const coverage = 'platform';
      return {
        within: within.code,
        ...times,
        basis,
        refundView,
        measure,
        coverage,
        asOf: beijingIso(now),
        ...four.answer(names, townships),
      };
    });
  }
}

type Times = Pick<HeadlineIndicatorsDto, 'range' | 'comparedRange' | 'cumulativeRange' | 'cumulativeComparedRange'>;

function timesOf({ from, to }: DayRange, today: string): Times {
  const range = { from, to };
  const cumulativeRange = { from: `${to.slice(0, 4)}-01-01`, to };
  const lastYearOf = (one: DayRange): DayRange => comparedRange(one, 'yoy', today) ?? one;
  return { range, comparedRange: lastYearOf(range), cumulativeRange, cumulativeComparedRange: lastYearOf(cumulativeRange) };
}

/** The same in the range, the compared range, and both since January. */
class FourReadings {
  constructor(
    private readonly times: Times,
    private readonly measure: IndicatorMeasure,
    private readonly now: Readings,
    private readonly then: Readings,
    private readonly sinceJanuary: Readings,
    private readonly sinceJanuaryThen: Readings,
  ) {}

  /** Codes of the parts in which anything was sold, in any of them. */
  parts(): string[] {
    const all = [this.now, this.then, this.sinceJanuary, this.sinceJanuaryThen];
    return [...new Set(all.flatMap(({ rural, farm }) => [...rural.parts.keys(), ...farm.parts.keys()]))].sort();
  }

  answer(
    names: ReadonlyMap<string, string>,
    townships: readonly WatchedTownship[],
  ): Pick<HeadlineIndicatorsDto, 'items' | 'all' | 'areas' | 'ruralRule'> {
    const item = (of: 'rural' | 'farm') => ({
      ...this.two((readings) => readings[of].whole),
      undecided: this.period(({ [of]: one }) => one.undecided),
    });
    return {
      items: [
        { indicator: 'rural-online-retail', ...item('rural') },
        { indicator: 'farm-online-retail', ...item('farm') },
      ],
      all: this.two(({ all }) => all),
      areas: this.parts().map((code) => this.area(code, names.get(code) ?? code, townships)),
      ruralRule: ruralRule(townships),
    };
  }

  private area(code: string, name: string, townships: readonly WatchedTownship[]): IndicatorAreaDto {
    const township = townships.find((each) => each.code === code);
    const inPart = ({ parts }: Reading): Sums => parts.get(code) ?? NOTHING;
    return {
      code,
      name,
      isRural: township === undefined ? null : isRural(township),
      rural: this.two(({ rural }) => inPart(rural)),
      farm: this.two(({ farm }) => inPart(farm)),
    };
  }

  private two(of: (readings: Readings) => Sums): TwoFiguresDto {
    const { sinceJanuary, sinceJanuaryThen } = this;
    const cumulative = figureOf(of(sinceJanuary), of(sinceJanuaryThen), sinceJanuary.all, this.measure, this.times.cumulativeRange);
    return { period: this.period(of), cumulative };
  }

  private period(of: (readings: Readings) => Sums) {
    return figureOf(of(this.now), of(this.then), this.now.all, this.measure, this.times.range);
  }
}

function ruralRule(townships: readonly WatchedTownship[]): RuralRuleDto {
  return {
    defaultRule: 'township-code-from-100',
    townships: townships.length,
    ruralTownships: townships.filter(isRural).length,
    decided: townships.flatMap(({ code, name, decided, reason, decidedOn }) =>
      decided === null ? [] : [{ code, name, isRural: decided, reason: reason ?? '', decidedOn: decidedOn ?? '' }],
    ),
  };
}
