const MOST_YUAN_DIGITS = 9;

/** Yuan as they are typed, as fen; null: no amount. Full-width digits and separators are taken as they are meant; a third decimal is refused. */
export function fenOf(typed: string): number | null {
  const text = typed.normalize('NFKC').replace(/[,\s¥元]/g, '');
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) return null;
  const [, yuan = '', decimals = ''] = match;
  if (yuan.replace(/^0+/, '').length > MOST_YUAN_DIGITS) return null;
  return Number(yuan) * 100 + Number(decimals.padEnd(2, '0'));
}

/** The other way, for a field: `59.8`, `60`. */
export function yuanOf(fen: number): string {
  const yuan = Math.floor(fen / 100);
  const rest = fen % 100;
  return rest === 0 ? String(yuan) : `${yuan}.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
}
