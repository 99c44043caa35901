import { formatFen } from '../format/figures.js';
import type { Language } from '../i18n/language.js';
import { clockOf } from './clock-words.js';
import type { Draft, DraftLine, Trouble } from './draft.js';
import type { KnownLine } from './known-day.js';
import type { PhoneWords } from './words-zh.js';

export interface Speech {
  readonly words: PhoneWords;
  readonly language: Language;
  readonly lineWords: (line: DraftLine | KnownLine) => string;
}

/** A draft in a few words: what it is, of what (`about`, where there is something to say), and of how much. */
export function draftInWords({ content, kind }: Draft, about: string, { words, language, lineWords }: Speech): string {
  const money = (fen: number): string => `${formatFen(fen, 'yuan')} ${words.yuan}`;
  const said = (...parts: readonly string[]): string => [words.waiting.kinds[kind], ...parts].filter((part) => part !== '').join(' · ');
  if ('title' in content) return said(content.title, clockOf(content.startedAt, language));
  if ('lines' in content) return said(content.lines.map(lineWords).join(words.and), money(linesFen(content.lines)));
  if ('amountFen' in content) return said(about, money(content.amountFen), content.reason);
  if ('origin' in content) return said('name' in content ? content.name : about, content.origin?.name ?? '');
  if ('declaredFen' in content) return said(about, money(content.declaredFen));
  if (kind === 'note-session') return said(about, content.note ?? words.note.none);
  if ('endedAt' in content) return said(about, clockOf(content.endedAt, language));
  return said(about, 'reason' in content ? content.reason : '');
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
  { words, language, lineWords }: Speech,
): { now: string; mine: string } | null {
  const view = current?.view;
  if (typeof view !== 'object' || view === null) return null;
  if (kind === 'note-session') {
    const now = 'note' in view && typeof view.note === 'string' ? view.note : words.note.none;
    return { now, mine: content.note ?? words.note.none };
  }
  if ('endedAt' in view) {
    const mine = 'endedAt' in content && content.endedAt !== null ? `${words.waiting.already} ${clockOf(content.endedAt, language)}` : '';
    const now = typeof view.endedAt === 'string' ? `${words.waiting.already} ${clockOf(view.endedAt, language)}` : words.waiting.stillOn;
    return { now, mine };
  }
  if ('originDivisionCode' in view && 'origin' in content)
    return { now: String(view.originDivisionCode ?? words.products.nowhere), mine: content.origin?.name ?? words.products.nowhere };
  if (!('paidFen' in view)) return null;
  const money = (fen: unknown): string => `${typeof fen === 'number' ? formatFen(fen, 'yuan') : '…'} ${words.yuan}`;
  // With several lines the sum alone does not tell what was changed.
  const inFull = (lines: readonly (DraftLine | KnownLine)[], sum: string): string =>
    lines.length === 1
      ? [...lines.map(lineWords), sum].join('\n')
      : [...lines.map((line) => `${lineWords(line)} · ${money(line.paidFen)}`), `${words.order.sum} ${sum}`].join('\n');
  const now = [inFull(linesOf(view), money(view.paidFen)), ...fateOf(view, words)].join('\n');
  if ('lines' in content) return { now, mine: inFull(content.lines, money(linesFen(content.lines))) };
  if ('amountFen' in content) return { now, mine: `${words.order.refund} ${money(content.amountFen)}` };
  return { now, mine: words.order.void };
}

/** The server’s own lines of an order. */
function linesOf(view: object): readonly KnownLine[] {
  return 'lines' in view && Array.isArray(view.lines) ? (view.lines as readonly KnownLine[]) : [];
}

/** What happened to an order besides its lines. */
function fateOf(view: object, words: PhoneWords): string[] {
  const refundedFen = 'refundedFen' in view ? view.refundedFen : 0;
  const isRefunded = typeof refundedFen === 'number' && refundedFen > 0;
  const isVoid = 'voidReason' in view && view.voidReason !== null;
  return [...(isRefunded ? [words.order.refundedFen(formatFen(refundedFen, 'yuan'))] : []), ...(isVoid ? [words.order.isVoid] : [])];
}

function linesFen(lines: readonly DraftLine[]): number {
  return lines.reduce((sum, { paidFen }) => sum + paidFen, 0);
}
