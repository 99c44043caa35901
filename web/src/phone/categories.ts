import { call } from '../api/client.js';

export interface Category {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parentCode: string | null;
  readonly isAgriculturalByDefault: boolean;
}

export interface Categories {
  readonly items: readonly Category[];
}

export const categoriesName = 'categories';

export function readCategories(signal?: AbortSignal): Promise<Categories> {
  return call('/categories', { mayBeSignedOut: true, ...(signal === undefined ? {} : { signal }) });
}
