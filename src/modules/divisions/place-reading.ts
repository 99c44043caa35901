import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

/** How names are read where a general dictionary errs: whole words (洪洞), single characters, and other readings people may type. */
interface PlaceReadings {
  readonly words: Readonly<Record<string, string>>;
  readonly characters: Readonly<Record<string, string>>;
  readonly alsoRead: Readonly<Record<string, readonly string[]>>;
}

const SOURCE = readFileSync(new URL('./data/place-readings.json', import.meta.url), 'utf8');
const READINGS = JSON.parse(SOURCE) as PlaceReadings;
const CORRECTIONS = new Map([...Object.entries(READINGS.characters), ...Object.entries(READINGS.words)]);
// Longer words first: 万柏林 before 柏.
const CORRECTED = new RegExp([...CORRECTIONS.keys()].sort((a, b) => b.length - a.length).join('|'), 'gu');

/** Part of what an import depends on: other readings make other search texts. */
export const READINGS_SOURCE = SOURCE;

/** Characters and runs of Latin letters or digits: what one syllable stands for. */
export function spokenUnits(text: string): string[] {
  return text.match(/[a-z]+|\d+|[^a-z\d]/gu) ?? [];
}

/** One syllable per spoken unit, lower case, ü as v. The first reading is the right one, the others are what people may take it for. */
export function readingsOf(text: string): string[][] {
  const units = spokenUnits(text);
  const right = corrected(text, units, dictionaryReading(text, units));
  return [right, ...otherReadings(units, right)];
}

function dictionaryReading(text: string, units: readonly string[]): string[] {
  const whole = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  // Out of step only for text that mixes scripts in ways no place does; then each unit is read by itself.
  return whole.length === units.length ? whole : units.map((unit) => pinyin(unit, { toneType: 'none', nonZh: 'consecutive', v: true }));
}

function corrected(text: string, units: readonly string[], syllables: readonly string[]): string[] {
  const result = [...syllables];
  for (const match of text.matchAll(CORRECTED)) {
    const start = spokenUnits(text.slice(0, match.index)).length;
    const reading = (CORRECTIONS.get(match[0]) ?? '').split(' ');
    if (start + reading.length <= units.length) result.splice(start, reading.length, ...reading);
  }
  return result;
}

/** One variant per doubtful character and reading; not every combination, which would be many and helps nobody. */
function otherReadings(units: readonly string[], right: readonly string[]): string[][] {
  const doubtful = [...new Set(units)].filter((unit) => Object.hasOwn(READINGS.alsoRead, unit));
  const variants = doubtful.flatMap((unit) =>
    (READINGS.alsoRead[unit] ?? []).map((reading) => right.map((syllable, i) => (units[i] === unit ? reading : syllable))),
  );
  return variants.filter((variant) => variant.join() !== right.join());
}
