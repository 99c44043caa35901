import { compareText } from '../../kernel/text-order.js';
import { CATEGORIES, type Category } from './categories.js';

const MOST_SUGGESTED = 5;
const LEAST_LIKENESS = 0.4;

/** The codes somebody may have meant, likest first; the top level where nothing is like it. Reads codes and names in both languages. */
export function nearCategories(text: string): string[] {
  const wanted = pairsOf(text);
  const near = CATEGORIES.map((category) => ({
    code: category.code,
    likeness: Math.max(...wordsOf(category).map((word) => likeness(wanted, pairsOf(word)))),
  }))
    .filter((candidate) => candidate.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || compareText(a.code, b.code))
    .map(({ code }) => code);
  return near.length > 0
    ? near.slice(0, MOST_SUGGESTED)
    : CATEGORIES.filter(({ parentCode }) => parentCode === null).map(({ code }) => code);
}

/** `potato` and `马铃薯` alike must lead to `vegetable.potato`, so the last part of a code counts as a word of its own. */
function wordsOf({ code, name, nameEn }: Category): string[] {
  return [code, code.slice(code.lastIndexOf('.') + 1), name, nameEn];
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = [...` ${text.toLowerCase()} `];
  return new Set(letters.slice(1).map((letter, place) => `${letters[place] ?? ''}${letter}`));
}

/** Dice's coefficient over pairs of neighbouring letters: 1 for the same word, 0 for nothing in common. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / (a.size + b.size);
}
