import type { Push } from '../platform-adapter.js';

/** A header as webhooks name it (`X-Shopify-Topic`), or as the newer events do (`Shopify-Topic`). */
export function shopifyHeader({ headers }: Push, name: string): string | null {
  const value = headers[`x-shopify-${name}`] ?? headers[`shopify-${name}`];
  return typeof value === 'string' && value !== '' && value.length <= 300 ? value : null;
}
