import type { Growth } from '../rankings/index.js';

// How statistics are worded: pure, exact to the fen until the last digit is written, rounded half away from zero.

const YUAN = 100;
const WAN = 1_000_000;
const YI = 10_000_000_000;

/** 123.45元, 123.5万元 from one 万, 1.23亿元 from one 亿. */
export function amountZh(fen: number): string {
  const size = Math.abs(fen);
  // 9999.96万元 would be written as 10000.0万元.
  if (roundedTo(size, WAN / 10) >= YI) return `${sign(fen)}${decimal(size, YI, 2)}亿元`;
  if (roundedTo(size, 1) >= WAN) return `${sign(fen)}${decimal(size, WAN, 1)}万元`;
  return fen === 0 ? '0元' : `${sign(fen)}${decimal(size, YUAN, 2)}元`;
}

export function amountEn(fen: number): string {
  const size = Math.abs(fen);
  if (size >= WAN * 100) return `CNY ${sign(fen)}${decimal(size, WAN * 100, 2)} million`;
  return `CNY ${sign(fen)}${grouped(Math.floor(size / YUAN))}.${String(size % YUAN).padStart(2, '0')}`;
}

/** 0.1834 is 18.3%. */
export function percent(ratio: number): string {
  const tenths = tenthsOfPercent(ratio);
  return `${ratio < 0 && tenths > 0 ? '-' : ''}${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

/** Rates differ by points, never by per cent. */
export function pointsZh(difference: number): string {
  const size = points(difference);
  if (size === '0.0') return '持平';
  return `${difference > 0 ? '提高' : '下降'}${size}个百分点`;
}

export function pointsEn(difference: number): string {
  const size = points(difference);
  if (size === '0.0') return 'unchanged';
  return `${difference > 0 ? 'up' : 'down'} ${size} percentage points`;
}

/** 超: never says more than is so; two figures, rounded down. */
export function overZh(fen: number): string {
  return `超${plainZh(twoFigures(fen, Math.floor))}`;
}

/** 近: never says less than is so; two figures, rounded up. */
export function nearZh(fen: number): string {
  return `近${plainZh(twoFigures(fen, Math.ceil))}`;
}

/** 约: the nearest with two figures. */
export function aboutZh(fen: number): string {
  return `约${plainZh(twoFigures(fen, Math.round))}`;
}

/** The claim that fits: the amount itself where it has two figures, 近 where at most 2% are missing to the next ten of them, else 超. */
export function claimZh(fen: number): string {
  if (fen < WAN) return amountZh(fen);
  if (twoFigures(fen, Math.floor) === fen) return plainZh(fen);
  const next = oneFigure(fen);
  return (next - fen) * 50 <= next ? `近${plainZh(next)}` : overZh(fen);
}

/** 超1.8亿元（1.83亿元）; the amount alone where the claim would say no other number. */
export function claimWithAmountZh(fen: number): string {
  const [claim, exact] = [claimZh(fen), amountZh(fen)];
  const isSame = claim.replace(/[超近]/, '') === exact.replace(/\.?0+(?=[万亿]?元)/, '');
  return isSame || claim === exact ? exact : `${claim}（${exact}）`;
}

export interface Comparison {
  readonly value: number;
  readonly growth: Growth | null;
}

/**
 * 同比增长18.3%; from double on 是上年同期的200.0%，提升100.0%, never 高200%. What cannot be compared says why.
 * `against`: what it is compared with; `isYoy`: by the calendar, where Spring Festival moves between January and February.
 */
export function changeZh({ value, growth }: Comparison, against = '上年同期', verb = '同比'): string {
  if (growth?.kind !== 'rate') return withoutRateZh(growth, against);
  if (value < 0) return `由${against}的${amountZh(growth.base)}转为负数，不列增速`;
  const size = percent(Math.abs(growth.rate));
  if (size === '0.0%') return `与${against}持平`;
  if (growth.rate >= 1) return `是${against}的${percent(1 + growth.rate)}，提升${size}`;
  return `${verb}${growth.rate > 0 ? '增长' : '下降'}${size}`;
}

function withoutRateZh(growth: Growth | null, against: string): string {
  if (growth === null) return `与${against}均为零`;
  if (growth.kind === 'new') return `${against}为零，属新增`;
  if (growth.kind === 'small-base') return `${against}基数小，不列增速`;
  return growth.base < 0 ? `${against}为负，不可比` : '春节错月，单月不可比';
}

export function changeEn({ value, growth }: Comparison, against = 'the same period last year'): string {
  if (growth?.kind !== 'rate') return withoutRateEn(growth, against);
  if (value < 0) return `from ${amountEn(growth.base)} in ${against} to below zero, no growth rate`;
  const size = percent(Math.abs(growth.rate));
  if (size === '0.0%') return `unchanged from ${against}`;
  if (growth.rate >= 1) return `${percent(1 + growth.rate)} of ${against}, up by ${size}`;
  return `${growth.rate > 0 ? 'up' : 'down'} ${size} on ${against}`;
}

function withoutRateEn(growth: Growth | null, against: string): string {
  if (growth === null) return 'nothing in either period';
  if (growth.kind === 'new') return `new: nothing in ${against}`;
  if (growth.kind === 'small-base') return `base of ${against} too small for a growth rate`;
  if (growth.base < 0) return `not comparable: ${against} was negative`;
  return 'not comparable: Spring Festival moves between January and February';
}

function sign(fen: number): string {
  return fen < 0 ? '-' : '';
}

function roundedTo(size: number, step: number): number {
  return (Math.floor(size / step) + ((size % step) * 2 >= step ? 1 : 0)) * step;
}

function decimal(size: number, unit: number, decimals: number): string {
  const step = unit / 10 ** decimals;
  const steps = roundedTo(size, step) / step;
  const scale = 10 ** decimals;
  return `${Math.floor(steps / scale)}.${String(steps % scale).padStart(decimals, '0')}`;
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}

function tenthsOfPercent(ratio: number): number {
  // 0.2355 − 0.2 is 0.035499999999999976: what binary fractions lose must not lose a tenth.
  return Math.round(Number((Math.abs(ratio) * 1_000).toPrecision(12)));
}

function points(difference: number): string {
  return percent(Math.abs(difference)).replace('%', '');
}

function twoFigures(fen: number, round: (value: number) => number): number {
  const step = 10 ** Math.max(String(fen).length - 2, 0);
  return round(fen / step) * step;
}

function oneFigure(fen: number): number {
  const step = 10 ** Math.max(String(fen).length - 1, 0);
  return Math.ceil(fen / step) * step;
}

/** Without decimals that say nothing: 1.8亿元, 7500万元. */
function plainZh(fen: number): string {
  const [unit, word] = fen >= YI ? [YI, '亿元'] : fen >= WAN ? [WAN, '万元'] : [YUAN, '元'];
  return `${Number((fen / unit).toPrecision(12))}${word}`;
}
