const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const EQUALS = 0x3d;
const NOTHING = new Set(['-', '--', '—', '——', 'null', 'NULL', '\\N']);
const LONGEST_NOTHING = 4;

/**
 * What a cell says, without what programs put around it: tabs, blanks, quotes and apostrophes at both ends, the `="…"` that keeps a
 * spreadsheet from counting an order number; '' where it says nothing (empty, a lone tab, dashes). Most cells have nothing to clean, and
 * are told by their two ends alone.
 */
export function cleanCell(text: string): string {
  if (text === '') return '';
  const isBare = !isAround(text.charCodeAt(0)) && !isOutside(text.charCodeAt(text.length - 1));
  const bare = isBare ? text : stripped(text);
  return bare.length <= LONGEST_NOTHING && NOTHING.has(bare) ? '' : bare;
}

function stripped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isAround(text.charCodeAt(start)) && !isLoneEquals(text, start)) start++;
  while (end > start && isOutside(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** An equals sign that opens no quotes is part of what is said. */
function isLoneEquals(text: string, at: number): boolean {
  return text.charCodeAt(at) === EQUALS && text.charCodeAt(at + 1) !== DOUBLE_QUOTE;
}

function isAround(code: number): boolean {
  return code === EQUALS || isOutside(code);
}

function isOutside(code: number): boolean {
  return (
    code <= SPACE ||
    code === DOUBLE_QUOTE ||
    code === SINGLE_QUOTE ||
    code === 0xa0 ||
    code === 0x3000 ||
    code === 0xfeff ||
    (code >= 0x200b && code <= 0x200f)
  );
}

/** A header or a word of status as it is compared: full-width signs become half-width ones, blanks go. */
export function plainWord(text: string): string {
  return cleanCell(text.normalize('NFKC')).replace(/\s+/g, '');
}
