import type { BulletinFiguresDto, FestivalComparisonDto, MemberDto, MoverDto, PeriodDto } from './bulletin-figures.dto.js';
import { chineseDay, chineseRange, monthZh } from './bulletin-days.js';
import { amountZh, changeZh, claimWithAmountZh, percent, pointsZh } from './statistical-wording.js';

export const FESTIVAL_AGAINST_ZH = '上年同一农历时段';
const NUMERALS = ['一', '二', '三', '四'];
const MOST_NAMED = 3;

/** What the figures say, in the wording of statistics. A person may change it while the bulletin is a draft. */
export function bulletinTextZh(figures: BulletinFiguresDto): string {
  const parts: [title: string, text: string][] = [
    ['总体情况', wholeZh(figures)],
    ['各地情况', membersZh(figures)],
    ['经营主体与可比口径', scopeZh(figures)],
    ...(figures.festival === null ? [] : [['春节对齐比较', festivalZh(figures.festival)] as [string, string]]),
  ];
  return parts.map(([title, text], index) => `${NUMERALS[index] ?? ''}、${title}。${text}`).join('\n');
}

export function bulletinTitleZh(divisionName: string, month: string): string {
  return `关于${monthZh(month)}${divisionName}直播电商销售情况的通报`;
}

function wholeZh(figures: BulletinFiguresDto): string {
  const { month, divisionName, total, cumulativeTotal, range } = figures;
  const whole =
    `${monthZh(month)}，${divisionName}直播电商成交${amountZh(total.paidFen)}，退款${amountZh(total.refundedFen)}，` +
    `净成交${amountZh(total.netFen)}，${changeOf(total)}；成交订单${total.orders ?? 0}单。`;
  const lastMonth = Number(range.to.slice(5, 7));
  if (lastMonth === 1) return whole + refundsZh(figures);
  return `${whole}1—${lastMonth}月累计净成交${claimWithAmountZh(cumulativeTotal.netFen)}，${changeOf(cumulativeTotal)}。${refundsZh(figures)}`;
}

/** The shares of two periods differ by points. */
function refundsZh({ refundShare, baseRefundShare }: BulletinFiguresDto): string {
  if (refundShare === null) return '';
  const change = baseRefundShare === null ? '' : `，比上年同期${pointsZh(refundShare - baseRefundShare)}`;
  return `退款额相当于成交额的${percent(refundShare)}${change}。`;
}

function membersZh({ members, movers, unallocated }: BulletinFiguresDto): string {
  const leading = members.filter(({ rank, month }) => rank !== null && month.netFen > 0).slice(0, MOST_NAMED);
  const zones = members.filter(({ isZone, month }) => isZone && month.lines > 0);
  return [
    leading.length === 0 ? '本月各地均无净成交。' : `净成交居前的是${leading.map(leadingZh).join('、')}。`,
    rankMoversZh('较上月位次上升的有', movers.risers),
    rankMoversZh('位次下降的有', movers.fallers),
    growthMoversZh('同比增速居前的是', movers.fastest),
    growthMoversZh('同比降幅较大的是', movers.slowest),
    withoutRateZh(members),
    zones.length === 0
      ? ''
      : `其中，${zones.map(({ name, month }) => `${name}净成交${amountZh(month.netFen)}`).join('、')}，不重复计入合计。`,
    unallocated.netFen === 0 ? '' : `未分到下级行政区划的净成交${amountZh(unallocated.netFen)}。`,
  ].join('');
}

function leadingZh({ name, month, share }: MemberDto): string {
  return `${name}（${amountZh(month.netFen)}${share === null ? '' : `，占${percent(share)}`}）`;
}

function rankMoversZh(lead: string, movers: readonly MoverDto[]): string {
  if (movers.length === 0) return '';
  return `${lead}${movers.map(({ name, before, now }) => `${name}（第${before}位→第${now}位）`).join('、')}。`;
}

function growthMoversZh(lead: string, movers: readonly MoverDto[]): string {
  if (movers.length === 0) return '';
  const said = ({ name, now }: MoverDto): string =>
    `${name}（${now >= 1 ? `是上年同期的${percent(1 + now)}` : percent(now).replace('-', '')}）`;
  return `${lead}${movers.map(said).join('、')}。`;
}

function withoutRateZh(members: readonly MemberDto[]): string {
  const ofKind = (kind: string): string[] =>
    members.filter(({ isZone, month }) => !isZone && month.growth?.kind === kind).map(({ name }) => name);
  const said = (names: string[], why: string): string => {
    if (names.length === 0) return '';
    return names.length > MOST_NAMED ? `${names.length}个地方${why}` : `${names.join('、')}${why}`;
  };
  const phrases = [said(ofKind('small-base'), '上年同期基数小，不列增速'), said(ofKind('new'), '上年同期为零，属新增')].filter(Boolean);
  return phrases.length === 0 ? '' : `${phrases.join('；')}。`;
}

function scopeZh({ scope, total, cumulativeScope, cumulativeTotal, range }: BulletinFiguresDto): string {
  const month =
    `本月有销售的经营主体${scope.sellers}家（上年同期${scope.baseSellers}家），全口径净成交${changeOf(total)}；` +
    `两期都在册或有销售的${scope.comparableSellers}家，可比口径净成交${amountZh(scope.netFen)}，${changeZh({ value: scope.netFen, growth: scope.growth })}。`;
  const lastMonth = Number(range.to.slice(5, 7));
  if (lastMonth === 1) return month;
  return (
    `${month}1—${lastMonth}月，有销售的经营主体${cumulativeScope.sellers}家（上年同期${cumulativeScope.baseSellers}家），全口径净成交${changeOf(cumulativeTotal)}；` +
    `可比口径${cumulativeScope.comparableSellers}家，净成交${amountZh(cumulativeScope.netFen)}，${changeZh({ value: cumulativeScope.netFen, growth: cumulativeScope.growth })}。`
  );
}

function festivalZh({ range, comparedRange, days, comparedDays, netFen, growth }: FestivalComparisonDto): string {
  const change = changeZh({ value: netFen, growth }, FESTIVAL_AGAINST_ZH, `比${FESTIVAL_AGAINST_ZH}`);
  return (
    `按农历对齐，腊月初八至正月十五（${chineseRange(range)}，${days}天；上年为${chineseDay(comparedRange.from)}—${chineseDay(comparedRange.to)}，${comparedDays}天）` +
    `净成交${amountZh(netFen)}，${change}。`
  );
}

function changeOf({ netFen, growth }: PeriodDto): string {
  return changeZh({ value: netFen, growth });
}
