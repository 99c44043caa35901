import { Injectable } from '@nestjs/common';
import { type DayRange, lengthInDays } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { BulletinError } from './bulletin.errors.js';
import type { FestivalDayDto, ImportedFestivalsDto } from './festival.dto.js';
import { BUNDLED_CALENDAR, type Festival, type FestivalDays, FESTIVALS } from './festival-calendar.js';
import { FestivalRepository } from './festival.repository.js';

const LONGEST_DAYS = 40;

/** When festivals are: as imported, else as the program has it. */
@Injectable()
export class Festivals {
  constructor(
    private readonly database: Database,
    private readonly festivals: FestivalRepository,
  ) {}

  import(principal: Principal, days: readonly FestivalDayDto[]): Promise<ImportedFestivalsDto> {
    days.forEach(requireSensible);
    const latest = new Map(days.map((each) => [`${each.festival} ${each.year}`, each]));
    return this.database.transaction(principal, async (tx) => {
      const changed = await this.festivals.save(tx, [...latest.values()]);
      return { changed, unchanged: days.length - changed };
    });
  }

  list(principal: Principal, year: number): Promise<{ items: FestivalDayDto[] }> {
    return this.database.snapshot(principal, async (tx) => {
      const imported = await this.festivals.ofYear(tx, year);
      const known = [...imported.map((days) => days.festival)];
      const bundled = BUNDLED_CALENDAR.filter((days) => days.year === year && !known.includes(days.festival));
      const items = [...imported, ...bundled].map(({ festival, firstDay, lastDay }) => ({ festival, year, firstDay, lastDay }));
      return { items: items.sort((a, b) => FESTIVALS.indexOf(a.festival) - FESTIVALS.indexOf(b.festival)) };
    });
  }

  /** From the first day of one to the last of the other; null where the calendar does not reach. */
  async findRange(tx: Tx, first: Festival, last: Festival, year: number): Promise<DayRange | null> {
    const [from, to] = [await this.find(tx, first, year), await this.find(tx, last, year)];
    return from === null || to === null ? null : { from: from.firstDay, to: to.lastDay };
  }

  async requireRange(tx: Tx, first: Festival, last: Festival, year: number): Promise<DayRange> {
    for (const festival of [first, last])
      if ((await this.find(tx, festival, year)) === null)
        throw new BulletinError('festivals.unknown', { festival, year }, festival === first ? '/first' : '/last');
    const range = await this.findRange(tx, first, last, year);
    if (range === null || range.from > range.to) throw new BulletinError('festivals.order', { first, last }, '/first');
    return range;
  }

  private async find(tx: Tx, festival: Festival, year: number): Promise<FestivalDays | null> {
    const imported = await this.festivals.find(tx, festival, year);
    return imported ?? BUNDLED_CALENDAR.find((days) => days.festival === festival && days.year === year) ?? null;
  }
}

function requireSensible({ festival, year, firstDay, lastDay }: FestivalDayDto, index: number): void {
  if (firstDay <= lastDay && lengthInDays({ from: firstDay, to: lastDay }) <= LONGEST_DAYS) return;
  throw new BulletinError('festivals.days', { festival, year }, `/festivals/${index}/lastDay`);
}
