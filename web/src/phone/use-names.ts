import type { DraftLine } from './draft.js';
import type { KnownLine } from './known-day.js';
import { usePhone } from './phone.js';
import { useWords } from './use-words.js';

/** What things are called, by the lists on the phone. */
export function useNames() {
  const phone = usePhone();
  const { words } = useWords();
  const productName = (id: string | null, title = ''): string => {
    const known = phone.lists.value?.products.find((product) => product.id === id)?.name;
    return known ?? (title === '' ? words.value.order.unknownProduct : title);
  };
  return {
    productName,
    hostName: (id: string | null): string => phone.lists.value?.hosts.find((host) => host.id === id)?.name ?? '',
    lineWords: (line: KnownLine | DraftLine): string =>
      words.value.order.line(productName(line.productId, 'title' in line ? line.title : ''), line.quantity),
  };
}
