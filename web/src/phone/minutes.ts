// The last minutes of a live session, as the server tells them.

export interface Sums {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly orders: number;
}

export interface Minute extends Sums {
  readonly at: string;
  readonly isBeforeStart: boolean;
}

export interface Window extends Sums {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly minutes: number;
}

interface ProductSums {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly quantity: number;
}

export interface ProductMinutes {
  readonly productId: string | null;
  readonly name: string | null;
  readonly last: ProductSums;
  readonly before: ProductSums;
}

export interface SessionMinutes {
  readonly liveSessionId: string;
  readonly title: string;
  readonly startedAt: string;
  readonly asOf: string;
  readonly isOver: boolean;
  readonly last: Window;
  readonly before: Window;
  readonly differenceFen: number | null;
  readonly running: Minute | null;
  readonly minutes: readonly Minute[];
  readonly products: readonly ProductMinutes[];
}

export interface Bar {
  readonly at: string;
  readonly part: 'before' | 'last' | 'running';
  readonly isBeforeStart: boolean;
  /** 0 to 1 of the largest. */
  readonly size: number;
}

/** Twenty bars, and one of the minute that runs. A minute of before the show is drawn as one only where nothing was paid in it. */
export function barsOf({ minutes, running, last }: SessionMinutes): readonly Bar[] {
  const most = mostOf({ minutes, running });
  const bar = (minute: Minute, part: Bar['part']): Bar => ({
    at: minute.at,
    part,
    isBeforeStart: minute.isBeforeStart && minute.paidFen === 0,
    size: Math.max(0, minute.paidFen) / Math.max(1, most),
  });
  const bars = minutes.map((minute) => bar(minute, minute.at < last.startsAt ? 'before' : 'last'));
  return running === null ? bars : [...bars, bar(running, 'running')];
}

/** The largest minute, fen. */
export function mostOf({ minutes, running }: Pick<SessionMinutes, 'minutes' | 'running'>): number {
  return Math.max(0, ...minutes.map(({ paidFen }) => paidFen), running?.paidFen ?? 0);
}

/** Figures may be a minute old without anything being wrong: so long is the longest silence of a stream that lives. */
const FRESH_MS = 75_000;

export function isOld(receivedAtMs: number, nowMs: number): boolean {
  return nowMs - receivedAtMs > FRESH_MS;
}

/** Whole minutes and seconds; a phone's clock that was put back makes no figures of the future. */
export function ageOf(receivedAtMs: number, nowMs: number): { readonly minutes: number; readonly seconds: number } {
  const seconds = Math.max(0, Math.floor((nowMs - receivedAtMs) / 1_000));
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}
