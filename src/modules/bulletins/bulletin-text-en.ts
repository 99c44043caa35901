import type { BulletinFiguresDto, FestivalComparisonDto, MemberDto, MoverDto, PeriodDto } from './bulletin-figures.dto.js';
import { englishRange, monthEn } from './bulletin-days.js';
import { amountEn, changeEn, percent, pointsEn } from './statistical-wording.js';

export const FESTIVAL_AGAINST_EN = 'the same lunar days last year';
const MOST_NAMED = 3;

export function bulletinTextEn(figures: BulletinFiguresDto): string {
  return [
    `1. The whole. ${wholeEn(figures)}`,
    `2. The areas. ${membersEn(figures)}`,
    `3. Merchants and comparable scope. ${scopeEn(figures)}`,
    ...(figures.festival === null ? [] : [`4. Aligned with Spring Festival. ${festivalEn(figures.festival)}`]),
  ].join('\n');
}

export function bulletinTitleEn(divisionName: string, month: string): string {
  return `Live-stream sales in ${divisionName}, ${monthEn(month)}`;
}

function wholeEn(figures: BulletinFiguresDto): string {
  const { month, divisionName, total, cumulativeTotal, cumulativeRange } = figures;
  const whole =
    `In ${monthEn(month)}, live-stream sales in ${divisionName} came to ${amountEn(total.paidFen)} paid, ${amountEn(total.refundedFen)} refunded and ` +
    `${amountEn(total.netFen)} net (${changeOf(total)}), in ${total.orders ?? 0} orders.`;
  const cumulative = month.endsWith('-01')
    ? ''
    : ` From ${englishRange(cumulativeRange)}, net sales were ${amountEn(cumulativeTotal.netFen)} (${changeOf(cumulativeTotal)}).`;
  return whole + cumulative + refundsEn(figures);
}

function refundsEn({ refundShare, baseRefundShare }: BulletinFiguresDto): string {
  if (refundShare === null) return '';
  const change = baseRefundShare === null ? '' : `, ${pointsEn(refundShare - baseRefundShare)} on the same period last year`;
  return ` Refunds came to ${percent(refundShare)} of what was paid${change}.`;
}

function membersEn({ members, movers, unallocated }: BulletinFiguresDto): string {
  const leading = members.filter(({ rank, month }) => rank !== null && month.netFen > 0).slice(0, MOST_NAMED);
  const zones = members.filter(({ isZone, month }) => isZone && month.lines > 0);
  return [
    leading.length === 0 ? 'No area had net sales.' : `In front: ${leading.map(leadingEn).join('; ')}.`,
    moversEn('Up in rank since the month before', movers.risers, ranksEn),
    moversEn('Down in rank', movers.fallers, ranksEn),
    moversEn('Fastest growth', movers.fastest, rateEn),
    moversEn('Steepest decline', movers.slowest, rateEn),
    zones.length === 0
      ? ''
      : `Of which, not added again: ${zones.map(({ name, month }) => `${name} ${amountEn(month.netFen)}`).join('; ')}.`,
    unallocated.netFen === 0 ? '' : `Net sales of none of these areas: ${amountEn(unallocated.netFen)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function leadingEn({ name, month, share }: MemberDto): string {
  return `${name} (${amountEn(month.netFen)}${share === null ? '' : `, ${percent(share)}`})`;
}

function moversEn(lead: string, movers: readonly MoverDto[], said: (mover: MoverDto) => string): string {
  return movers.length === 0 ? '' : `${lead}: ${movers.map((mover) => `${mover.name} (${said(mover)})`).join('; ')}.`;
}

const ranksEn = ({ before, now }: MoverDto): string => `${before} → ${now}`;
const rateEn = ({ now }: MoverDto): string => (now >= 1 ? `${percent(1 + now)} of last year` : percent(now));

function scopeEn({ scope, total, cumulativeScope, cumulativeTotal, month }: BulletinFiguresDto): string {
  const said = ({ sellers, baseSellers, comparableSellers, netFen, growth }: BulletinFiguresDto['scope'], whole: PeriodDto): string =>
    `${sellers} merchants sold (last year ${baseSellers}), full scope ${changeOf(whole)}; ${comparableSellers} were there in both periods, ` +
    `comparable scope ${amountEn(netFen)}, ${changeEn({ value: netFen, growth })}.`;
  const cumulative = month.endsWith('-01') ? '' : ` Since January: ${said(cumulativeScope, cumulativeTotal)}`;
  return `In the month ${said(scope, total)}${cumulative}`;
}

function festivalEn({ range, comparedRange, days, comparedDays, netFen, growth }: FestivalComparisonDto): string {
  return (
    `From the Laba to the Lantern Festival (${englishRange(range)}, ${days} days; last year ${englishRange(comparedRange)}, ${comparedDays} days) ` +
    `net sales were ${amountEn(netFen)}, ${changeEn({ value: netFen, growth }, FESTIVAL_AGAINST_EN)}.`
  );
}

function changeOf({ netFen, growth }: PeriodDto): string {
  return changeEn({ value: netFen, growth });
}
