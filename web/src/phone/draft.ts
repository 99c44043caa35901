// What a person wrote down on the phone and the server may not know yet. Plain data: it lies in IndexedDB and survives the tab.

/** Something on the server, or what another draft will make there. */
export type Reference = { readonly id: string } | { readonly draft: string };

/** The state of a thing that a change starts from: a tag as it was read, or what an earlier draft of this phone will have made of it. */
export type Basis = { readonly tag: string | null } | { readonly after: string };

export interface DraftLine {
  /** Of a product that waits on this phone: `unsentProduct` of its draft. */
  readonly productId: string;
  readonly quantity: number;
  readonly paidFen: number;
}

/** How lines name a product that is not on the server yet. */
export function unsentProduct(key: string): string {
  return `draft:${key}`;
}

/** The draft behind such a name; null: it is the id of a product on the server. */
export function draftOfProduct(productId: string): string | null {
  return productId.startsWith('draft:') ? productId.slice('draft:'.length) : null;
}

/** A place of the register, by its code, with the name it was found by. */
export interface ChosenPlace {
  readonly code: string;
  readonly name: string;
}

export interface Contents {
  readonly 'begin-session': {
    readonly merchantId: string;
    readonly title: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly hostId: string | null;
    readonly shopId: string | null;
    readonly productIds: readonly string[];
  };
  readonly 'end-session': { readonly session: Reference; readonly endedAt: string; readonly basis: Basis };
  readonly 'log-order': {
    readonly merchantId: string;
    readonly session: Reference | null;
    readonly paidAt: string;
    readonly lines: readonly DraftLine[];
  };
  readonly 'correct-order': {
    readonly order: Reference;
    readonly session: Reference | null;
    readonly paidAt: string;
    readonly lines: readonly DraftLine[];
    readonly basis: Basis;
  };
  readonly 'refund-order': {
    readonly order: Reference;
    readonly lineNo: string;
    readonly amountFen: number;
    readonly refundedAt: string;
    readonly reason: string;
    readonly basis: Basis;
  };
  readonly 'void-order': { readonly order: Reference; readonly reason: string; readonly basis: Basis };
  /** What a session sold, about, where no orders of it exist; in place of what was declared before. */
  readonly 'declare-total': { readonly session: Reference; readonly declaredFen: number; readonly note: string };
  /** Something worth remembering of a session; null takes it away. */
  readonly 'note-session': { readonly session: Reference; readonly note: string | null; readonly basis: Basis };
  readonly 'add-product': {
    readonly merchantId: string;
    readonly name: string;
    readonly category: string;
    readonly isAgricultural: boolean;
    readonly origin: ChosenPlace | null;
  };
  readonly 'change-origin': { readonly product: Reference; readonly origin: ChosenPlace; readonly basis: Basis };
  /** The picture itself lies beside the drafts, under the draft's key. */
  readonly 'attach-photo': { readonly session: Reference | null; readonly order: Reference | null; readonly takenAt: string };
}
export type DraftKind = keyof Contents;

/**
 * waiting: nothing has left the phone, so it can be edited or deleted. sending: it may have arrived, so it stays as it is until the server has
 * answered. refused: the server said no and did nothing; a person decides. sent: the server has it.
 */
export type DraftState = 'waiting' | 'sending' | 'refused' | 'sent';

/** A refusal in the server's words; `current`: how the thing is on the server by now, where that was asked. */
export interface Trouble {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly current: { readonly tag: string | null; readonly view: unknown } | null;
}

/** What the server made of it. */
export interface Made {
  readonly id: string;
  readonly tag: string | null;
}

interface DraftOf<Kind extends DraftKind> {
  /** Made once, with the draft: the `Idempotency-Key` of every attempt to send it. */
  readonly key: string;
  /** Who wrote it. It is sent in nobody else's name. */
  readonly owner: string;
  /** Drafts are sent in this order. */
  readonly place: number;
  readonly madeAt: string;
  readonly kind: Kind;
  readonly content: Contents[Kind];
  readonly state: DraftState;
  readonly trouble: Trouble | null;
  readonly made: Made | null;
}

export type Draft = { [Kind in DraftKind]: DraftOf<Kind> }[DraftKind];
export type NewDraft = { [Kind in DraftKind]: { readonly kind: Kind; readonly content: Contents[Kind] } }[DraftKind];

/** Whether it may still be edited or deleted. */
export function isOpen({ state }: Draft): boolean {
  return state === 'waiting' || state === 'refused';
}

/** The keys of drafts that must have been sent before this one. */
export function needsOf({ content }: Draft): string[] {
  const things = ['session' in content ? content.session : null, 'order' in content ? content.order : null];
  if ('product' in content) things.push(content.product);
  const made = things.flatMap((reference) => (reference !== null && 'draft' in reference ? [reference.draft] : []));
  const products = 'lines' in content ? content.lines.flatMap(({ productId }) => draftOfProduct(productId) ?? []) : [];
  const references = [...made, ...products];
  return 'basis' in content && 'after' in content.basis ? [...references, content.basis.after] : references;
}

/** The first that can go now: everything it needs has been sent. One that was refused holds up what hangs on it, and nothing else. */
export function nextToSend(drafts: readonly Draft[], owner: string): Draft | null {
  const sent = new Set(drafts.filter(({ state }) => state === 'sent').map(({ key }) => key));
  const ready = drafts.filter(
    (draft) =>
      draft.owner === owner && (draft.state === 'waiting' || draft.state === 'sending') && needsOf(draft).every((key) => sent.has(key)),
  );
  return ready.reduce<Draft | null>((first, draft) => (first === null || draft.place < first.place ? draft : first), null);
}

/**
 * What is left to do when a draft is deleted: what it would have made takes with it whatever hangs on that; changes that were to follow it
 * start from where it would have started.
 */
export function withoutDraft(
  drafts: readonly Draft[],
  key: string,
): { readonly removed: readonly string[]; readonly changed: readonly Draft[] } {
  const removed = new Set([key]);
  const ordered = [...drafts].sort((a, b) => a.place - b.place);
  for (const draft of ordered) if (referencesOf(draft).some((needed) => removed.has(needed))) removed.add(draft.key);
  const basisOf = (wanted: string): Basis => {
    const gone = drafts.find((draft) => draft.key === wanted);
    const basis = gone !== undefined && 'basis' in gone.content ? gone.content.basis : { tag: null };
    return 'after' in basis && removed.has(basis.after) ? basisOf(basis.after) : basis;
  };
  const changed = ordered.flatMap((draft) => {
    if (removed.has(draft.key) || !('basis' in draft.content)) return [];
    const { basis } = draft.content;
    return 'after' in basis && removed.has(basis.after) ? [withBasis(draft, basisOf(basis.after))] : [];
  });
  return { removed: [...removed], changed };
}

/** The same change from another start: what a person means by “do it all the same”. */
export function withBasis(draft: Draft, basis: Basis): Draft {
  switch (draft.kind) {
    case 'end-session':
      return { ...draft, content: { ...draft.content, basis } };
    case 'correct-order':
      return { ...draft, content: { ...draft.content, basis } };
    case 'refund-order':
      return { ...draft, content: { ...draft.content, basis } };
    case 'void-order':
      return { ...draft, content: { ...draft.content, basis } };
    case 'note-session':
      return { ...draft, content: { ...draft.content, basis } };
    case 'change-origin':
      return { ...draft, content: { ...draft.content, basis } };
    default:
      return draft;
  }
}

function referencesOf(draft: Draft): string[] {
  const { content } = draft;
  const basis = 'basis' in content && 'after' in content.basis ? content.basis.after : null;
  const all = needsOf(draft);
  // The last one is the basis, and a basis alone does not make a thing.
  return basis === null ? all : all.slice(0, -1);
}
