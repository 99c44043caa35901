/** Code-unit order, the same as PostgreSQL's "C" collation for the ids we compare; never the reader's locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
