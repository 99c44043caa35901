import { type Basis, type ChosenPlace, type Draft, type Reference, unsentProduct } from './draft.js';
import type { ListedProduct } from './lists.js';

/** A product as it is on the server, with what this phone has still to say of it. */
export interface ShownProduct {
  /** As the lines of orders name it. */
  readonly id: string;
  readonly reference: Reference;
  readonly basis: Basis;
  readonly merchantId: string;
  readonly name: string;
  readonly originCode: string | null;
  /** Of a place chosen on this phone; else the code tells it. */
  readonly originName: string | null;
  readonly mark: 'counted' | 'waiting' | 'refused';
}

export function productView(listed: readonly ListedProduct[], drafts: readonly Draft[]): readonly ShownProduct[] {
  const shown = new Map(listed.map((product) => [product.id, onServer(product)]));
  for (const draft of [...drafts].sort((a, b) => a.place - b.place)) {
    if (draft.state === 'sent') continue;
    const mark = draft.state === 'refused' ? 'refused' : 'waiting';
    const basis = { after: draft.key };
    if (draft.kind === 'add-product') {
      const { merchantId, name, origin } = draft.content;
      const [id, reference] = [unsentProduct(draft.key), { draft: draft.key }];
      shown.set(id, { id, reference, basis, merchantId, name, ...originOf(origin), mark });
    }
    if (draft.kind === 'change-origin') {
      const id = idOf(draft.content.product, drafts);
      const product = shown.get(id);
      if (product !== undefined) shown.set(id, { ...product, basis, ...originOf(draft.content.origin), mark });
    }
  }
  return [...shown.values()];
}

function onServer({ id, merchantId, name, originDivisionCode, entityTag }: ListedProduct): ShownProduct {
  const rest = { originCode: originDivisionCode, originName: null, mark: 'counted' } as const;
  return { id, reference: { id }, basis: { tag: entityTag }, merchantId, name, ...rest };
}

function originOf(origin: ChosenPlace | null): Pick<ShownProduct, 'originCode' | 'originName'> {
  return { originCode: origin?.code ?? null, originName: origin?.name ?? null };
}

function idOf(reference: Reference, drafts: readonly Draft[]): string {
  if ('id' in reference) return reference.id;
  return drafts.find(({ key }) => key === reference.draft)?.made?.id ?? unsentProduct(reference.draft);
}
