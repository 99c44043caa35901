import { beijingIso } from '../../kernel/business-day.js';

export type Fields = Record<string, unknown>;

/** Columns of a row as the API names and writes them: `shop_id: 12` is `shopId`, text, and outside another; times are Beijing's. */
export class RecordedFields {
  constructor(
    private readonly resource: string,
    private readonly publicShopId: (dbId: string) => string,
  ) {}

  toPublic(columns: Fields | null): Fields | null {
    if (columns === null) return null;
    return Object.fromEntries(Object.entries(columns).map(([column, value]) => [publicName(column), this.publicValue(column, value)]));
  }

  private publicValue(column: string, value: unknown): unknown {
    const isShop = column === 'shop_id' || (column === 'id' && this.resource === 'shop');
    if (typeof value === 'number' && isShop) return this.publicShopId(String(value));
    if (typeof value === 'number' && /(^|_)id$/.test(column)) return String(value);
    if (Array.isArray(value) && /_ids$/.test(column)) return value.map(String);
    if (typeof value === 'string' && /_at$/.test(column)) return beijingIso(new Date(value));
    return value;
  }
}

/** Times are called so in the API, and this one is a day. */
const RENAMED: Readonly<Record<string, string>> = { as_of: 'asOfDay' };

export function publicName(column: string): string {
  return RENAMED[column] ?? column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
