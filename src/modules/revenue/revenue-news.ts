import type { LiveMessage } from '../../platform/live-push/index.js';
import type { Fold } from './revenue.repository.js';

// A notification is small: a client that hears of this many days reads its view anew anyway.
const MAX_DAYS_TOLD = 62;
const PLACES_PER_MESSAGE = 80;

/** What is told of a fold, in messages that are small enough. */
export function newsOf({ days, places }: Pick<Fold, 'days' | 'places'>): LiveMessage[] {
  const told = days.slice(0, MAX_DAYS_TOLD);
  const count = Math.ceil(places.length / PLACES_PER_MESSAGE);
  return Array.from({ length: count }, (_, index) => ({
    topic: 'revenue',
    days: told,
    places: places.slice(index * PLACES_PER_MESSAGE, (index + 1) * PLACES_PER_MESSAGE),
    isFirst: index === 0,
  }));
}
