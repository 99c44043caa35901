import type { CampaignReport, Compared, ReportRow } from '../api/campaigns.js';
import { formatCount, formatRate, moneyUnitFor, type MoneyUnit, NOT_APPLICABLE } from '../format/figures.js';
import type { Words } from '../i18n/zh.js';

const WAN = 10_000;

/** Rounded down: a headline must not claim more than there is. */
export function bigCount(count: number, wan: string): string {
  if (count < WAN) return formatCount(count);
  const tenths = Math.floor(count / (WAN / 10));
  return `${formatCount(Math.floor(tenths / 10))}.${tenths % 10} ${wan}`;
}

export function numberOf({ numbers }: CampaignReport, metric: string): number | null {
  return numbers.find((number) => number.metric === metric)?.value ?? null;
}

/** One unit for the whole card. */
export function unitOf(report: CampaignReport): MoneyUnit {
  const compared = report.comparisons.flatMap(({ paid, net }) => [paid?.value ?? 0, paid?.base ?? 0, net?.base ?? 0]);
  return moneyUnitFor([numberOf(report, 'gmv_paid') ?? 0, ...compared]);
}

export function rowName({ name, isRest }: ReportRow, none: string, rest: string): string {
  return name ?? (isRest ? rest : none);
}

export function growthInWords(compared: Compared | null, words: Words): string {
  const growth = compared?.growth ?? null;
  if (growth === null) return NOT_APPLICABLE;
  return growth.kind === 'rate' ? formatRate(growth.rate) : words.growth[growth.kind];
}
