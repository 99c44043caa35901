import { type DraftLine, draftOfProduct } from './draft.js';
import type { KnownLine } from './known-day.js';
import { usePhone } from './phone.js';
import { useWords } from './use-words.js';

/** What things are called, by the lists on the phone. */
export function useNames() {
  const phone = usePhone();
  const { words } = useWords();
  /** Of a product that has been sent since: lines written before call it by its draft. */
  const draftedName = (id: string | null): string | undefined => {
    const key = id === null ? null : draftOfProduct(id);
    const draft = phone.drafts.value.find((one) => one.key === key);
    return draft?.kind === 'add-product' ? draft.content.name : undefined;
  };
  const productName = (id: string | null, title = ''): string => {
    const known = phone.products.value.find((product) => product.id === id)?.name ?? draftedName(id);
    return known ?? (title === '' ? words.value.order.unknownProduct : title);
  };
  return {
    productName,
    hostName: (id: string | null): string => phone.lists.value?.hosts.find((host) => host.id === id)?.name ?? '',
    lineWords: (line: KnownLine | DraftLine): string =>
      words.value.order.line(productName(line.productId, 'title' in line ? line.title : ''), line.quantity),
  };
}
