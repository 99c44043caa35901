const KILO = 1_024;

/** `732 B`, `41 KB`, `12.6 MB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  if (bytes < KILO * KILO) return `${Math.round(bytes / KILO)} KB`;
  return `${(Math.round((bytes / KILO / KILO) * 10) / 10).toFixed(1)} MB`;
}
