import type { MessageLine, MessageRefund, OrderData } from './facts.js';

export const REASON_CLASSES = [
  'breakage',
  'quality',
  'not-as-described',
  'delivery',
  'price',
  'changed-mind',
  'other',
  'unstated',
] as const;
export type ReasonClass = (typeof REASON_CLASSES)[number];
export type Phase = 'before-dispatch' | 'after-dispatch';

export interface RefundDetail {
  readonly reasonClass: ReasonClass;
  readonly phase: Phase;
}

/** Histories use texts with one of these words at most: which of two decides is not for the contract to say. */
const WORDS = [
  ['破损', 'breakage'],
  ['质量', 'quality'],
  ['发错', 'not-as-described'],
  ['物流', 'delivery'],
  ['差价', 'price'],
  ['不想要', 'changed-mind'],
] as const;

export function reasonClassOf(reason: string | null | undefined): ReasonClass {
  if (reason === undefined || reason === null || reason.trim() === '') return 'unstated';
  return WORDS.find(([word]) => reason.includes(word))?.[1] ?? 'other';
}

/**
 * Dispatched means: the line's own time, else the order's, both as the latest word of the order has them: a line it dropped has no
 * time of its own. Where nothing is said to be shipped, the order's status tells.
 */
export function phaseOf({ succeededAt }: MessageRefund, line: MessageLine | null, { shippedAt, status }: OrderData): Phase {
  const dispatchedAt = line?.shippedAt ?? shippedAt ?? null;
  const isBefore =
    dispatchedAt === null ? ['created', 'paid', 'closed'].includes(status) : Date.parse(succeededAt) < Date.parse(dispatchedAt);
  return isBefore ? 'before-dispatch' : 'after-dispatch';
}
