import { formatFen } from '../format/figures.js';
import type { Language } from '../i18n/language.js';
import { clockOf } from './clock-words.js';
import type { Draft, DraftLine, Trouble } from './draft.js';
import type { PhoneWords } from './words-zh.js';

interface Speech {
  readonly words: PhoneWords;
  readonly language: Language;
  readonly lineWords: (line: DraftLine) => string;
}

/** A draft in a few words: what it is, and of how much. */
export function draftInWords({ content, kind }: Draft, { words, language, lineWords }: Speech): string {
  const money = (fen: number): string => `${formatFen(fen, 'yuan')} ${words.yuan}`;
  const name = words.waiting.kinds[kind];
  if ('title' in content) return `${name} · ${content.title} · ${clockOf(content.startedAt, language)}`;
  if ('lines' in content) return `${name} · ${content.lines.map(lineWords).join('、')} · ${money(linesFen(content.lines))}`;
  if ('amountFen' in content) return `${name} · ${money(content.amountFen)} · ${content.reason}`;
  if ('declaredFen' in content) return `${name} · ${money(content.declaredFen)}`;
  if ('note' in content) return `${name} · ${content.note ?? words.note.none}`;
  if ('endedAt' in content) return `${name} · ${clockOf(content.endedAt, language)}`;
  return 'reason' in content ? `${name} · ${content.reason}` : name;
}

/** What a person can do about a refusal. */
export function adviceOn({ status, code }: Trouble, words: PhoneWords): string {
  const { advice } = words.waiting;
  if (status === 412) return advice.changed;
  const known = Object.entries(advice).find(([name]) => name === code)?.[1];
  return known ?? (status === 404 || status === 410 ? advice.missing : advice.other);
}

/** How the thing is on the books by now, beside what was wanted; null where that says nothing. */
export function currentInWords(
  { content, kind }: Draft,
  { current }: Trouble,
  { words, language }: Speech,
): { now: string; mine: string } | null {
  const view = current?.view;
  if (typeof view !== 'object' || view === null) return null;
  const money = (fen: unknown): string => `${typeof fen === 'number' ? formatFen(fen, 'yuan') : '…'} ${words.yuan}`;
  if (kind === 'note-session') {
    const now = 'note' in view && typeof view.note === 'string' ? view.note : words.note.none;
    return { now, mine: content.note ?? words.note.none };
  }
  if ('endedAt' in view) {
    const mine = 'endedAt' in content && content.endedAt !== null ? `${words.waiting.already} ${clockOf(content.endedAt, language)}` : '';
    const now = typeof view.endedAt === 'string' ? `${words.waiting.already} ${clockOf(view.endedAt, language)}` : words.waiting.stillOn;
    return { now, mine };
  }
  if (!('paidFen' in view)) return null;
  const [isVoid, refundedFen] = ['voidReason' in view && view.voidReason !== null, 'refundedFen' in view ? view.refundedFen : 0];
  const refunded = typeof refundedFen === 'number' && refundedFen > 0 ? `，${words.order.refundedFen(formatFen(refundedFen, 'yuan'))}` : '';
  const now = `${money(view.paidFen)}${refunded}${isVoid ? `，${words.order.isVoid}` : ''}`;
  if ('lines' in content) return { now, mine: money(linesFen(content.lines)) };
  if ('amountFen' in content) return { now, mine: `${words.order.refund} ${money(content.amountFen)}` };
  return { now, mine: words.order.void };
}

function linesFen(lines: readonly DraftLine[]): number {
  return lines.reduce((sum, { paidFen }) => sum + paidFen, 0);
}
