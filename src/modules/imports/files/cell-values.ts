/** A cell that says something which is not what its column holds. */
export const UNREADABLE = 'unreadable';
export type Told<Value> = Value | null | typeof UNREADABLE;

const SCIENTIFIC = /^\d(\.\d+)?[eE]\+?\d{1,3}$/;
const MAX_ID = 64;

/** Order, line, item and refund numbers stay text. A spreadsheet that wrote one as `6.92E+18` threw its last digits away. */
export function isScientific(text: string): boolean {
  return SCIENTIFIC.test(text);
}

export function isId(text: string): boolean {
  return text.length <= MAX_ID && !/[\s\u0000-\u001f]/.test(text);
}

const NO_AMOUNT = new Set(['无退款申请', '无退款', '无']);

/** Yuan to fen, exactly: `1,299.00`, `¥29.9`, `29.90元`. Decimals beyond the second may only be noughts. Empty: null. */
export function fenOf(text: string): Told<number> {
  if (text === '') return null;
  const fen = plainFen(text);
  return fen >= 0 ? fen : spelledFen(text);
}

/** Digits with at most two decimals, as nearly every amount is written; -1 otherwise. */
function plainFen(text: string): number {
  const length = text.length;
  if (length > 13) return -1;
  let value = 0;
  let decimals = -1;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2e && decimals < 0 && at > 0) decimals = 0;
    else if (code < 0x30 || code > 0x39) return -1;
    else {
      value = value * 10 + code - 0x30;
      if (decimals >= 0) decimals++;
    }
  }
  if (decimals === 2) return value;
  if (decimals === -1) return value * 100;
  return decimals === 1 ? value * 10 : -1;
}

function spelledFen(text: string): Told<number> {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,¥元]|RMB|CNY/gi, '')
    .replace(/(\.\d{2})0+$/, '$1');
  if (plain === '' || plain === '-' || NO_AMOUNT.has(plain)) return null;
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2})?)?$/.exec(plain);
  if (match === null) return UNREADABLE;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' && fen !== 0 ? -fen : fen;
}

/** A number of pieces: `2`, `2.00`, `2件`. Empty: null. */
export function countOf(text: string): Told<number> {
  if (text === '') return null;
  const match = /^(\d{1,9})(?:\.0+)?[件个份箱盒袋]?$/.exec(/^\d+$/.test(text) ? text : text.normalize('NFKC').replace(/[\s,]/g, ''));
  return match === null ? UNREADABLE : Number(match[1]);
}

const BEIJING_MS = 8 * 3_600_000;
const EARLIEST = Date.UTC(2015, 0, 1) - BEIJING_MS;
const LATEST = Date.UTC(2100, 0, 1) - BEIJING_MS;
/** Day 0 of a spreadsheet's calendar, as far as its days after February 1900 go. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const SPELLED = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?)?)?$/;

/**
 * Beijing time, as milliseconds: `yyyy-MM-dd HH:mm:ss`, `2026/6/6 13:41`, `2026年6月6日`, a spreadsheet's serial day. Empty, and what systems
 * write for "not yet" (1970, 0000): null. Days that do not exist, and years before 2015 or after 2099, are unreadable.
 */
export function timeOf(text: string): Told<number> {
  if (text === '') return null;
  const plain = plainTime(text);
  if (plain !== null) return plain;
  const spelled = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (/^(0000|1970)[-/]/.test(spelled)) return null;
  if (/^\d{5}(\.\d+)?$/.test(spelled)) return within(serialTime(Number(spelled)));
  const match = SPELLED.exec(spelled);
  if (match === null) return UNREADABLE;
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match;
  return instantOf(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
}

/** A serial day as a spreadsheet keeps times, to the second. */
export function serialTime(serial: number): number {
  return SERIAL_EPOCH + Math.round(serial * 86_400) * 1_000 - BEIJING_MS;
}

/** `yyyy-MM-dd HH:mm:ss` with either sign between its numbers, told by its places; null where it is written otherwise. */
function plainTime(text: string): Told<number> {
  if (text.length !== 19) return null;
  const dash = text.charCodeAt(4);
  const isSpaced = (text.charCodeAt(10) === 0x20 || text.charCodeAt(10) === 0x54) && text.charCodeAt(13) === 0x3a;
  if (!isSpaced || (dash !== 0x2d && dash !== 0x2f) || text.charCodeAt(7) !== dash || text.charCodeAt(16) !== 0x3a) return null;
  const year = digits(text, 0, 2) * 100 + digits(text, 2, 4);
  const parts = [digits(text, 5, 7), digits(text, 8, 10), digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)] as const;
  if (year === 1970 || year === 0 || Number.isNaN(year + parts[0] + parts[1] + parts[2] + parts[3] + parts[4])) return null;
  return instantOf(year, ...parts);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return Number.NaN;
    value = value * 10 + code - 0x30;
  }
  return value;
}

function instantOf(year: number, month: number, day: number, hour: number, minute: number, second: number): Told<number> {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return UNREADABLE;
  return within(Date.UTC(year, month - 1, day, hour, minute, second) - BEIJING_MS);
}

function daysIn(year: number, month: number): number {
  return month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    ? 29
    : ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

function within(time: number): Told<number> {
  return time >= EARLIEST && time < LATEST ? time : UNREADABLE;
}
