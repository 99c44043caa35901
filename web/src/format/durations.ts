import type { Language } from '../i18n/use-language.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = [
  { ms: DAY, zh: '天', en: 'd' },
  { ms: HOUR, zh: '小时', en: 'h' },
  { ms: MINUTE, zh: '分钟', en: 'min' },
  { ms: SECOND, zh: '秒', en: 's' },
] as const;

/** A length of time in its two largest units, or in one where that says enough: `3 分钟`, `1 小时 5 分钟`, `420 毫秒`. */
export function formatDuration(ms: number, language: Language): string {
  const size = Math.abs(ms);
  if (size < SECOND) return `${Math.round(size)} ${language === 'zh' ? '毫秒' : 'ms'}`;
  const index = UNITS.findIndex((unit) => size >= unit.ms);
  const [large, small] = [UNITS[index], UNITS[index + 1]];
  if (large === undefined) return '';
  const whole = Math.floor(size / large.ms);
  const rest = small === undefined || whole >= 10 ? 0 : Math.floor((size % large.ms) / small.ms);
  const first = `${whole} ${large[language]}`;
  return rest === 0 || small === undefined ? first : `${first} ${rest} ${small[language]}`;
}

/** How long ago, or in how long, in one unit: `刚刚`, `5 分钟前`, `3 小时后`. */
export function formatAgo(iso: string, now: Date, language: Language): string {
  const ms = now.getTime() - Date.parse(iso);
  if (Number.isNaN(ms)) return iso;
  const size = Math.abs(ms);
  if (size < MINUTE) return ms < -SECOND ? { zh: '马上', en: 'any moment' }[language] : { zh: '刚刚', en: 'just now' }[language];
  const unit = UNITS.find((candidate) => size >= candidate.ms) ?? UNITS[2];
  const length = `${Math.floor(size / unit.ms)} ${unit[language]}`;
  if (language === 'zh') return ms > 0 ? `${length}前` : `${length}后`;
  return ms > 0 ? `${length} ago` : `in ${length}`;
}
