import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { codeLength, DIVISION_LEVELS, type DivisionLevel } from '../../kernel/division-code.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { DivisionService, requireInOwnProvince } from '../divisions/index.js';
import { MERCHANT_KINDS } from '../merchants/index.js';
import { growthOf, requireOrderedRange } from '../rankings/index.js';
import type { MerchantStockDto, StockDto, StockOfAreaDto, StockQuery, StockStandingDto } from './merchant-stock.dto.js';
import { MerchantStockRepository, type StockRow } from './merchant-stock.repository.js';
import { addedStock, NO_STOCK, rankAmong, rankedRate, type StockCounts, stockFigures } from './stock-figures.js';

type Range = MerchantStockDto['range'];

/** How many merchants a division has, how many came and went, and how many of them sell. Counts, never names. */
@Injectable()
export class MerchantStock {
  constructor(
    private readonly database: Database,
    private readonly repository: MerchantStockRepository,
    private readonly divisions: DivisionService,
    private readonly clock: Clock,
  ) {}

  of(principal: Principal, { within, from, to }: StockQuery): Promise<MerchantStockDto> {
    requireOrderedRange({ from, to });
    requireInOwnProvince(principal, within);
    const range = { from, to };
    return this.database.snapshot(principal, async (tx) => {
      const { level, isZone } = await this.divisions.requireKnown(tx, within, '/within');
      const among = siblingsWithin(level, within);
      const rows = await this.repository.counts(tx, isZone ? 'zone' : level, among, range);
      const own = rows.filter(({ code }) => code === within);
      return {
        within,
        range,
        asOf: beijingIso(this.clock.now()),
        total: toDto(sumOf(own), range),
        kinds: MERCHANT_KINDS.map((kind) => ({ kind, ...toDto(sumOf(own.filter((row) => row.kind === kind)), range) })),
        standing: level === 'province' || isZone ? null : standingOf(within, rows, among),
        areas: await this.areas(tx, level, within, range),
      };
    });
  }

  private async areas(tx: Tx, level: DivisionLevel, within: string, range: Range): Promise<StockOfAreaDto[]> {
    const below = DIVISION_LEVELS[DIVISION_LEVELS.indexOf(level) + 1];
    if (below === undefined) return [];
    const counts = byCode(await this.repository.counts(tx, below, within, range));
    const names = await this.repository.names(tx, [...counts.keys()]);
    return [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, own]) => ({ code, name: names.get(code) ?? code, ...toDto(own, range) }));
  }
}

/** Cities and counties are compared within their province, townships within their county, villages within their township. */
function siblingsWithin(level: DivisionLevel, code: string): string {
  if (level === 'township') return code.slice(0, codeLength('county'));
  return code.slice(0, codeLength(level === 'village' ? 'township' : 'province'));
}

function standingOf(within: string, rows: readonly StockRow[], among: string): StockStandingDto {
  const siblings = [...byCode(rows)]
    .map(([code, counts]) => ({ code, figures: stockFigures(counts) }))
    .filter(({ figures }) => figures.onRegister > 0);
  const own = siblings.find(({ code }) => code === within)?.figures;
  const rates = siblings.map(({ figures }) => rankedRate(figures));
  const closings = siblings.map(({ figures }) => figures.closing);
  return {
    byNetGrowthRate: own === undefined ? null : rankAmong(rankedRate(own), rates),
    rankedByRate: rates.filter((rate) => rate !== null).length,
    byClosing: own === undefined ? null : rankAmong(own.closing, closings),
    siblings: siblings.length,
    among,
  };
}

function byCode(rows: readonly StockRow[]): Map<string, StockCounts> {
  return new Map([...Map.groupBy(rows, ({ code }) => code)].map(([code, own]) => [code, sumOf(own)]));
}

function sumOf(rows: readonly StockCounts[]): StockCounts {
  return rows.reduce(addedStock, NO_STOCK);
}

function toDto(counts: StockCounts, range: Range): StockDto {
  const figures = stockFigures(counts);
  const { closing: value, earlier: base } = figures;
  // A count, compared like one: merchants are what a line is elsewhere.
  return { ...figures, closingGrowth: growthOf({ measure: 'lines', compare: 'none', range, value, base, baseLines: base }) };
}
