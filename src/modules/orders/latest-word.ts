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
  /** Of a file whose import was undone: it is kept and does not speak. */
  readonly isWithdrawn?: boolean;
}

export const ORDER_SUBJECT = '';

/**
 * The words that speak, the least of them first: by (version, time, message), or by (time, message) as soon as any of them has no
 * version. The same however often and in whatever order they arrived. Where the platform has spoken of the order, what was typed by
 * hand is silent. What was withdrawn does not speak.
 */
export function rankedWords(words: readonly Word[]): Word[] {
  const standing = words.filter((word) => word.isWithdrawn !== true);
  const platform = standing.filter((word) => word.source !== 'hand');
  const speaking = platform.length > 0 ? platform : standing;
  const isVersioned = speaking.every((word) => word.version !== null);
  return [...speaking].sort((a, b) => compareWords(a, b, isVersioned));
}

/** The words that stand: of the order and of each refund the greatest. */
export function latestWords(words: readonly Word[]): Map<string, Word> {
  return new Map(rankedWords(words).map((word) => [word.subject, word]));
}

function compareWords(a: Word, b: Word, isVersioned: boolean): number {
  const byVersion = isVersioned ? (a.version ?? 0) - (b.version ?? 0) : 0;
  return byVersion || a.saidAt - b.saidAt || compareText(a.messageKey, b.messageKey);
}
