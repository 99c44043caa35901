import { beijingIso } from '../../kernel/business-day.js';

declare global {
  interface JSON {
    /** ES2025, with the "source text access" that kernel/lossless-json.ts declares. */
    rawJSON(text: string): unknown;
  }
}

/** JSON as platforms send it: a bigint is a bare number, however many digits it has. */
export function wireJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? JSON.rawJSON(part.toString()) : part));
}

export function epochSeconds(at: Date | null): number {
  return at === null ? 0 : Math.floor(at.getTime() / 1_000);
}

export function epochMillis(at: Date | null): number {
  return at === null ? 0 : at.getTime();
}

/** `2026-11-22 08:00:00`, in Beijing without saying so. */
export function beijingText(at: Date | null): string {
  return at === null ? '' : beijingIso(at).slice(0, 19).replace('T', ' ');
}

/** `2026-11-22T00:00:00`, in UTC without saying so. */
export function utcText(at: Date): string {
  return at.toISOString().slice(0, 19);
}

/** Hundredths as a decimal text: 2990 is "29.90". */
export function decimalText(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** An id as a bare number; as text if it is none. */
export function bareId(id: string): bigint | string {
  return /^\d+$/.test(id) ? BigInt(id) : id;
}
