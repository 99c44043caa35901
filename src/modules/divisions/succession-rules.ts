import { DivisionError } from './division.errors.js';
import type { Succession, SuccessionLine } from './succession.js';

/** A code has one line, or the lines of a split: several successors, exactly one of them main, all from the same day. */
export function refuseUnclear(lines: readonly SuccessionLine[], file: string): void {
  for (const ofCode of Map.groupBy(lines, ({ code }) => code).values()) {
    const repeated = ofCode.find((line, index) => index > 0 && !isAnotherPart(line, ofCode.slice(0, index)));
    if (repeated !== undefined) throw repetition(repeated, ofCode[0]?.line ?? repeated.line, file);
    refuseUnclearSplit(ofCode, file);
  }
}

function isAnotherPart({ succession: part }: SuccessionLine, earlier: readonly SuccessionLine[]): boolean {
  return part?.kind === 'split' && earlier.every(({ succession }) => succession?.kind === 'split' && isElsewhere(succession, part));
}

function isElsewhere(one: Succession, other: Succession): boolean {
  return one.successorCode !== other.successorCode;
}

function refuseUnclearSplit(ofCode: readonly SuccessionLine[], file: string): void {
  const [first] = ofCode;
  const parts = ofCode.flatMap(({ succession }) => succession ?? []);
  if (first === undefined || parts.length === 0) return;
  const mains = parts.filter(({ isMain }) => isMain).length;
  const days = new Set(parts.map(({ validFrom }) => validFrom)).size;
  const isSplit = parts[0]?.kind === 'split';
  if (isSplit && (parts.length < 2 || mains !== 1 || days !== 1))
    throw new DivisionError('divisions.succession-split', { file, line: first.line, code: first.code, parts: parts.length, mains });
  if (!isSplit && mains !== 1)
    throw new DivisionError('divisions.succession-field', { file, line: first.line, column: 'is_main', value: 'false', expected: 'true' });
}

function repetition({ line, code }: SuccessionLine, earlier: number, file: string): DivisionError {
  return new DivisionError('divisions.succession-repeated', { file, line, code, earlier });
}
