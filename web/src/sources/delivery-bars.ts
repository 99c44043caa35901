import { beijingIso } from '../../../src/kernel/business-day.js';
import type { DeliveryHour, DeliveryNumbers } from '../api/intake.js';

const HOUR_MS = 3_600_000;

export interface DeliveryBar {
  /** Start of the hour, in Beijing. */
  readonly hour: string;
  readonly accepted: number;
  readonly repeated: number;
  readonly failed: number;
}

/** Every hour of the span has a bar, also the hours nothing came in. */
export function barsOf(hours: readonly DeliveryHour[], from: Date, to: Date): readonly DeliveryBar[] {
  const byHour = new Map(hours.map((hour) => [startOfHour(new Date(hour.hour)), hour]));
  const bars: DeliveryBar[] = [];
  for (let start = startOfHour(from); start < to.getTime(); start += HOUR_MS) bars.push(barOf(start, byHour.get(start)));
  return bars;
}

function barOf(start: number, hour: DeliveryHour | undefined): DeliveryBar {
  return {
    hour: beijingIso(new Date(start)),
    accepted: hour?.accepted ?? 0,
    repeated: hour?.repeated ?? 0,
    failed: hour === undefined ? 0 : failedOf(hour),
  };
}

/** What the platform sent and we could not take: not authentic, not readable, contradicting what we have, or at a moment when we were busy. */
export function failedOf({ conflicting, unreadable, refused, busy }: DeliveryNumbers): number {
  return conflicting + unreadable + refused + busy;
}

/** The tallest bar: the whole height of the chart. */
export function tallestOf(bars: readonly DeliveryBar[]): number {
  return bars.reduce((tallest, { accepted, repeated, failed }) => Math.max(tallest, accepted + repeated + failed), 0);
}

function startOfHour(instant: Date): number {
  return Math.floor(instant.getTime() / HOUR_MS) * HOUR_MS;
}
