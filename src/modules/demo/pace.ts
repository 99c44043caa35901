import { DAY_MS, HOUR_MS, MINUTE_MS } from './calendar.js';
import type { Random } from './random.js';

type Span = readonly [minMs: number, maxMs: number];

/** How long things take; a live demonstration lives the same lives faster. */
export interface Pace {
  readonly pay: Span;
  readonly ship: Span;
  readonly complete: Span;
  readonly refund: Span;
  /** Times are rounded to this; two events of one order never share one. */
  readonly tickMs: number;
}

export const HISTORY_PACE: Pace = {
  pay: [4_000, 4 * MINUTE_MS],
  ship: [3 * HOUR_MS, 40 * HOUR_MS],
  complete: [3 * DAY_MS, 9 * DAY_MS],
  refund: [2 * DAY_MS, 9 * DAY_MS],
  tickMs: 1_000,
};

/** At scale 1 an order is shipped within three minutes and broken within seven. */
export function livePace(scale: number): Pace {
  const span = (minMs: number, maxMs: number): Span => [minMs * scale, maxMs * scale];
  return {
    pay: span(2_000, 15_000),
    ship: span(30_000, 150_000),
    complete: span(90_000, 240_000),
    refund: span(40_000, 240_000),
    tickMs: 1,
  };
}

export function after(random: Random, fromMs: number, [minMs, maxMs]: Span, tickMs: number): number {
  return fromMs + Math.max(tickMs, roundToTick(minMs + random.next() * (maxMs - minMs), tickMs));
}

export function roundToTick(valueMs: number, tickMs: number): number {
  return Math.round(valueMs / tickMs) * tickMs;
}
