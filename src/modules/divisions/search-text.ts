import type { DivisionLevel } from '../../kernel/division-code.js';
import { bareName, displayName } from './display-name.js';
import { readingsOf, spokenUnits } from './place-reading.js';

/** Everything a search needs to know about one name. `searchText` is explained where the column is made. */
export interface SearchableName {
  readonly pinyin: string;
  readonly initials: string;
  readonly searchText: string;
  /** Whole names by which a longer path may begin; empty for villages, which contain nothing. */
  readonly areaNames: string[];
}

/** Letters and digits only, lower case, full-width and accents folded, ü as v: names and queries are compared in this form. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/u\u0308/g, 'v')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

export function searchableName(name: string, level: DivisionLevel): SearchableName {
  const folded = foldText(name);
  const units = spokenUnits(folded);
  const lengths = wholeLengths(folded, level);
  const readings = readingsOf(folded);
  const scripts = [units, ...readings, ...distinct(readings.map(initialsOf))];
  const [right = []] = readings;
  const said = right.slice(0, lengths.display);
  return {
    pinyin: said.join(''),
    initials: initialsOf(said).join(''),
    searchText: scripts.map((script) => writings(script, lengths)).join(' '),
    areaNames: level === 'village' ? [] : wholeNames([units, ...readings], lengths),
  };
}

/** How many units make the bare name, the display name and the register's name; each begins the next. */
interface WholeLengths {
  readonly bare: number;
  readonly display: number;
  readonly register: number;
}

function wholeLengths(folded: string, level: DivisionLevel): WholeLengths {
  const display = displayName(folded, level);
  const count = (text: string): number => spokenUnits(text).length;
  return { bare: count(bareName(display, level)), display: count(display), register: count(folded) };
}

function writings(script: readonly string[], { bare, display, register }: WholeLengths): string {
  const whole = [...new Set([bare, display, register])].map((length) => `^ ${script.slice(0, length).join('')}$`);
  const laterParts = Array.from({ length: bare - 1 }, (_none, i) => script.slice(i + 1, display).join(''));
  return [...whole, ...laterParts].join(' ');
}

/** Names of one syllable (应, 代) are too short to be taken for the beginning of a path. */
function wholeNames(scripts: readonly (readonly string[])[], { bare, display, register }: WholeLengths): string[] {
  const lengths = [...new Set([bare, display, register])].filter((length) => length > 1);
  return scripts.flatMap((script) => lengths.map((length) => script.slice(0, length).join('')));
}

function initialsOf(syllables: readonly string[]): string[] {
  return syllables.map((syllable) => (/^[a-z]/.test(syllable) ? syllable.slice(0, 1) : syllable));
}

function distinct(scripts: readonly string[][]): string[][] {
  return [...new Map(scripts.map((script) => [script.join(' '), script])).values()];
}
