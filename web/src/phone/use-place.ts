import { computed, ref } from 'vue';
import type { Reference } from './draft.js';

/** Where on the phone: behind the #, so that one kept page opens everywhere without a signal. */
const NAMES = [
  'today',
  'session',
  'order',
  'waiting',
  'more',
  'card',
  'minutes',
  'growth',
  'refunds',
  'standing',
  'places',
  'products',
] as const;
export type PlaceName = (typeof NAMES)[number];

const hash = ref(window.location.hash);
window.addEventListener('hashchange', () => (hash.value = window.location.hash));

/** `#/session/id:88`, `#/session/draft:4f…`. */
export function placeHref(name: PlaceName, of?: Reference): string {
  if (of === undefined) return `#/${name}`;
  return `#/${name}/${'id' in of ? `id:${encodeURIComponent(of.id)}` : `draft:${of.draft}`}`;
}

function parse(text: string): { readonly name: PlaceName; readonly of: Reference | null } {
  const [, name = '', reference = ''] = /^#\/([a-z]+)(?:\/(.+))?$/.exec(text) ?? [];
  const known = NAMES.find((one) => one === name) ?? 'today';
  const [kind, key = ''] = [reference.split(':')[0], reference.slice(reference.indexOf(':') + 1)];
  if (kind === 'id') return { name: known, of: { id: decodeURIComponent(key) } };
  return { name: known, of: kind === 'draft' ? { draft: key } : null };
}

export function usePlace() {
  return { place: computed(() => parse(hash.value)) };
}
