import { Injectable } from '@nestjs/common';
import { addDays, type BusinessDay, type DayRange, lengthInDays } from '../../kernel/business-day.js';
import { sameDaysOfLastLunarYear } from '../../kernel/lunar-new-year.js';
import type { Tx } from '../../platform/database/index.js';
import { type Basis, growthOf } from '../rankings/index.js';
import { BASELINE_WEEKS, baselineDays, baselineRange, daysOf, meanOfWeeks, type WeightedDay } from './baseline-weeks.js';
import { CampaignFiguresRepository, type FigureRow, type TakingsRow } from './campaign-figures.repository.js';
import type { ComparedDto, ComparisonDto, ComparisonKind, Missing } from './campaign-report.dto.js';
import { CampaignRepository } from './campaign.repository.js';
import type { Campaign } from './campaign.schema.js';
import { COMPARISON_RULES } from './comparison-rules.js';

type Money = Pick<TakingsRow, 'paid_fen' | 'refunded_fen' | 'lines'>;

/** A campaign against other days. One that goes on is compared by the days it has had. */
@Injectable()
export class CampaignComparisons {
  constructor(
    private readonly figures: CampaignFiguresRepository,
    private readonly campaigns: CampaignRepository,
  ) {}

  async of(tx: Tx, campaign: Campaign, basis: Basis, own: FigureRow, today: BusinessDay): Promise<ComparisonDto[]> {
    const range = { from: campaign.from, to: campaign.to < today ? campaign.to : today };
    const kinds: readonly ComparisonKind[] =
      campaign.kind === 'festival' ? ['baseline-weeks', 'last-edition', 'lunar-year'] : ['baseline-weeks', 'last-edition'];
    if (range.from > range.to) return kinds.map((kind) => nothing(kind, null, 'not-begun'));
    const compared: ComparisonDto[] = [];
    for (const kind of kinds) compared.push(await this.compare(tx, kind, campaign, basis, own, range));
    return compared;
  }

  private compare(tx: Tx, kind: ComparisonKind, campaign: Campaign, basis: Basis, own: FigureRow, range: DayRange): Promise<ComparisonDto> {
    if (kind === 'baseline-weeks') return this.ofDays(tx, kind, campaign, range, baselineRange(range), baselineDays(range));
    if (kind === 'last-edition') return this.ofEdition(tx, campaign, basis, own, range);
    const then = sameDaysOfLastLunarYear(range);
    return then === null
      ? Promise.resolve(nothing(kind, range, 'no-lunar-date'))
      : this.ofDays(tx, kind, campaign, range, then, daysOf(then));
  }

  private async ofDays(
    tx: Tx,
    kind: ComparisonKind,
    { id }: Campaign,
    range: DayRange,
    comparedRange: DayRange,
    days: readonly WeightedDay[],
  ): Promise<ComparisonDto> {
    const rows = await this.figures.takings(tx, id, daysOf(range), days);
    const now = rows.find(({ in_range }) => in_range);
    const sum = rows.find(({ in_range }) => !in_range);
    if (now === undefined || sum === undefined) return nothing(kind, range, 'withheld');
    const then = kind === 'baseline-weeks' ? meanOf(sum) : sum;
    return {
      kind,
      range,
      comparedRange,
      comparedCampaign: null,
      ...comparedMoney(range, now, then),
      missing: null,
      ...(now.is_own ? { sellers: 'own' as const } : {}),
      ...COMPARISON_RULES[kind],
    };
  }

  private async ofEdition(tx: Tx, campaign: Campaign, basis: Basis, own: FigureRow, range: DayRange): Promise<ComparisonDto> {
    const before = await this.campaigns.findEditionBefore(tx, campaign);
    if (before === null) return nothing('last-edition', range, 'no-edition');
    const isWhole = range.to === campaign.to;
    const sameLength = addDays(before.from, lengthInDays(range) - 1);
    const to = isWhole || sameLength > before.to ? before.to : sameLength;
    const then = (await this.figures.figures(tx, before.id, basis, to)).find(({ part }) => part === 'total');
    // Of everybody's sales on one side and one's own on the other nothing can be said.
    if (then === undefined || then.is_own !== own.is_own) return nothing('last-edition', range, 'withheld');
    return {
      kind: 'last-edition',
      range,
      comparedRange: { from: before.from, to },
      comparedCampaign: { id: before.id, name: before.name },
      ...comparedMoney(range, own, then),
      missing: null,
      ...(own.is_own ? { sellers: 'own' as const } : {}),
      ...COMPARISON_RULES['last-edition'],
    };
  }
}

function meanOf({ paid_fen, refunded_fen, lines }: Money): Money {
  const mean = (sum: string): string => meanOfWeeks(BigInt(sum)).toString();
  return { paid_fen: mean(paid_fen), refunded_fen: mean(refunded_fen), lines: String(Number(lines) / BASELINE_WEEKS) };
}

function comparedMoney(range: DayRange, now: Money, then: Money): { paid: ComparedDto; net: ComparedDto } {
  const compared = (measure: 'paid' | 'net', valueOf: (money: Money) => number): ComparedDto => {
    const [value, base] = [valueOf(now), valueOf(then)];
    // Not by the calendar: January and February are no trap here.
    const facts = { measure, compare: 'previous', range, value, base, baseLines: Number(then.lines) } as const;
    return { value, base, growth: growthOf(facts) };
  };
  return {
    paid: compared('paid', ({ paid_fen }) => Number(paid_fen)),
    net: compared('net', ({ paid_fen, refunded_fen }) => Number(paid_fen) - Number(refunded_fen)),
  };
}

function nothing(kind: ComparisonKind, range: DayRange | null, missing: Missing): ComparisonDto {
  return { kind, range, comparedRange: null, comparedCampaign: null, paid: null, net: null, missing, ...COMPARISON_RULES[kind] };
}
