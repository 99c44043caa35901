import { type Ref, watch } from 'vue';
import type { WatchQuery } from '../county-watch/watch-query.js';
import { useReading } from './use-reading.js';

export type PlacedQuery = WatchQuery & { readonly within: string };

/** Reads again whenever the question changes; nothing before it is known where. */
export function useWatchReading<Answer>(query: Ref<WatchQuery>, read: (query: PlacedQuery) => Promise<Answer>) {
  const reading = useReading<Answer | null>(() => {
    const { within } = query.value;
    return within === null ? Promise.resolve(null) : read({ ...query.value, within });
  });
  watch(query, () => void reading.load(), { immediate: true });
  return reading;
}
