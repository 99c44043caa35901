import type { Lists } from './lists.js';

/** Who practises, and on what: nobody and nothing of the real book, so that no id of it can slip in. */
export const PRACTISING = 'practice';

export function practiceLists(names: { readonly merchant: string; readonly products: readonly string[]; readonly host: string }): Lists {
  const merchantId = 'practice-merchant';
  return {
    readAt: new Date().toISOString(),
    merchants: [{ id: merchantId, name: names.merchant, divisionCode: '' }],
    products: names.products.map((name, index) => ({
      id: `practice-product-${index + 1}`,
      merchantId,
      name,
      originDivisionCode: null,
      entityTag: null,
    })),
    hosts: [{ id: 'practice-host', merchantId, name: names.host }],
    shops: [],
  };
}
