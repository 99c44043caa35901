import { compareText } from '../../kernel/text-order.js';
import type { SaidHeader, SaidRefund, WordSource } from './said-order.js';

/** One fact as one message told it. `subject` is '' for the order itself, else the refund's number. */
export interface Word<Content = SaidHeader | SaidRefund> {
  readonly subject: string;
  readonly messageKey: string;
  readonly source: WordSource;
  readonly version: number | null;
  readonly saidAt: number;
  readonly content: Content;
}

export const ORDER_SUBJECT = '';

/**
 * The words that stand: of the order and of each refund the greatest by (version, time, message), or by (time, message) as soon
 * as any message of the order has no version. A maximum, so it depends neither on the order of arrival nor on repetition.
 * Where the platform has spoken of the order, what was typed by hand is silent.
 */
export function latestWords(words: readonly Word[]): Map<string, Word> {
  const platform = words.filter((word) => word.source === 'platform');
  const speaking = platform.length > 0 ? platform : words;
  const isVersioned = speaking.every((word) => word.version !== null);
  const latest = new Map<string, Word>();
  for (const word of speaking) {
    const current = latest.get(word.subject);
    if (current === undefined || compareWords(word, current, isVersioned) > 0) latest.set(word.subject, word);
  }
  return latest;
}

function compareWords(a: Word, b: Word, isVersioned: boolean): number {
  const byVersion = isVersioned ? (a.version ?? 0) - (b.version ?? 0) : 0;
  return byVersion || a.saidAt - b.saidAt || compareText(a.messageKey, b.messageKey);
}
