/** A table of plain text: text to the left, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ''))));
  return all.map((row) =>
    head
      .map((_, column) => padded(row[column] ?? '', widths[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
}

function padded(cell: string, to: number, column: number): string {
  const space = ' '.repeat(to - width(cell));
  return column === 0 || /^[A-Za-z(]/.test(cell) ? cell + space : space + cell;
}

/** Chinese characters take two columns. */
function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
}

export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
export const perSecond = (count: number, ms: number): string => thousands((count / ms) * 1000);
export const thousands = (value: number): string => Math.round(value).toLocaleString('en');
export const seconds = (ms: number): string => (ms / 1000).toFixed(1);
