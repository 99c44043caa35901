const ISO_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** ISO 8601 with an offset, or null. A time without offset is refused: it would depend on who reads it. */
export function parseInstant(text: unknown): Date | null {
  if (typeof text !== 'string' || !ISO_WITH_OFFSET.test(text)) return null;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return null;
  return isRealDate(text) ? instant : null;
}

/** JavaScript reads 30 February as 2 March; a typing mistake must not move money to another day. */
function isRealDate(text: string): boolean {
  const day = text.slice(0, 10);
  // Every month has these: said at once, because files ask for every row.
  if (day.slice(8) >= '01' && day.slice(8) <= '28') return true;
  return new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day;
}
