export const SUCCESSION_KINDS = ['renamed', 'moved', 'merged', 'split'] as const;
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number];

/** Who took over a code from a day on. */
export interface Succession {
  readonly code: string;
  readonly successorCode: string;
  readonly kind: SuccessionKind;
  readonly validFrom: string;
  /** Of the parts of a split, the one for which what was sold under the old code counts. */
  readonly isMain: boolean;
  readonly note: string;
}

/** What a line of a file says of its code; null: that it has no successor after all. */
export interface SuccessionLine {
  readonly line: number;
  readonly code: string;
  readonly succession: Succession | null;
}

export function isSuccessionKind(text: string): text is SuccessionKind {
  return SUCCESSION_KINDS.some((kind) => kind === text);
}
