import type { Words } from './i18n/zh.js';

/** The rooms of the house that can be entered, in the order of the rail. */
export const ROOMS: readonly { readonly name: keyof Words['rooms']; readonly path: string }[] = [
  { name: 'rankings', path: '/rankings' },
  { name: 'sources', path: '/sources' },
];
