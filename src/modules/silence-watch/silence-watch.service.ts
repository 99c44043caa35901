import { Injectable } from '@nestjs/common';
import { beijingIso, businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { DivisionService, requireInOwnDivision, requireInOwnProvince } from '../divisions/index.js';
import { type Basis, type MeasuresDto, SoldFigures } from '../rankings/index.js';
import { type SilencePeriods, silencePeriods, silentAmong } from './silence.js';
import { MOST_SILENT, type SilenceQuery, type SilenceWatchDto, type Silent, type SilentDto } from './silence-watch.dto.js';
import { SilenceWatchRepository } from './silence-watch.repository.js';

type Former = readonly [id: string, sold: MeasuresDto];

/** Who sold before and does not any more: to be visited before it is too late. */
@Injectable()
export class SilenceWatch {
  constructor(
    private readonly database: Database,
    private readonly sold: SoldFigures,
    private readonly repository: SilenceWatchRepository,
    private readonly divisions: DivisionService,
    private readonly clock: Clock,
  ) {}

  of(principal: Principal, { within: code, of, days, former, basis: wanted }: SilenceQuery): Promise<SilenceWatchDto> {
    (of === 'merchants' ? requireInOwnDivision : requireInOwnProvince)(principal, code);
    const now = this.clock.now();
    const periods = silencePeriods(businessDayOf(now), days, former);
    const basis = of === 'merchants' ? 'merchant' : wanted;
    return this.database.snapshot(principal, async (tx) => {
      const within = await this.sold.requireArea(tx, code);
      const read = { within, basis, refundView: 'cash' } as const;
      const before = (await this.sold.members(tx, of, { ...read, range: periods.former })).members;
      const lately = (await this.sold.members(tx, of, { ...read, range: periods.window })).members;
      const silent = silentAmong(before, lately).sort(([a, x], [b, y]) => y.paidFen - x.paidFen || (a < b ? -1 : 1));
      const items = of === 'merchants' ? await this.merchants(tx, silent, periods) : await this.areas(tx, silent, periods, of, basis);
      return {
        within: code,
        of,
        basis,
        ...periods,
        asOf: beijingIso(now),
        items: items.slice(0, MOST_SILENT),
        silentCount: items.length,
        formerCount: [...before.values()].filter(({ lines }) => lines > 0).length,
      };
    });
  }

  private async merchants(tx: Tx, silent: readonly Former[], periods: SilencePeriods): Promise<SilentDto[]> {
    const ids = silent.map(([id]) => id);
    const open = new Map((await this.repository.openMerchants(tx, ids)).map((merchant) => [merchant.id, merchant]));
    const names = await this.divisions.fullNames(
      tx,
      [...open.values()].map(({ divisionCode }) => divisionCode),
    );
    const days = await this.repository.lastDaysOfMerchants(tx, ids, spanOf(periods));
    return silent.flatMap(([id, sold]) => {
      const merchant = open.get(id);
      if (merchant === undefined) return [];
      const { name, divisionCode } = merchant;
      return [
        {
          id,
          name,
          divisionCode,
          divisionName: names.get(divisionCode) ?? divisionCode,
          ...figuresOf(sold),
          lastSaleDay: days.get(id) ?? null,
        },
      ];
    });
  }

  private async areas(tx: Tx, silent: readonly Former[], periods: SilencePeriods, of: Silent, basis: Basis): Promise<SilentDto[]> {
    const codes = silent.map(([code]) => code);
    const names = await this.divisions.fullNames(tx, codes);
    const days = await this.repository.lastDaysOfAreas(tx, codes, spanOf(periods), of === 'villages' ? 'village' : 'township', basis);
    return silent.map(([code, sold]) => {
      const name = names.get(code) ?? code;
      return { id: code, name, divisionCode: code, divisionName: name, ...figuresOf(sold), lastSaleDay: days.get(code) ?? null };
    });
  }
}

function spanOf({ former, window }: SilencePeriods): { from: string; to: string } {
  return { from: former.from, to: window.to };
}

function figuresOf({ paidFen, netFen, lines }: MeasuresDto): Pick<SilentDto, 'paidFen' | 'netFen' | 'lines'> {
  return { paidFen, netFen, lines };
}
