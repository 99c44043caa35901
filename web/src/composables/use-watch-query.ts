import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { parseWatchQuery, toWatchAddress, type WatchQuery } from '../county-watch/watch-query.js';
import { todayInBeijing } from '../format/days.js';
import { useSession } from './use-session.js';

/** The address is the only state, and the tabs of the room share it. */
export function useWatchQuery() {
  const route = useRoute();
  const router = useRouter();
  const { user } = useSession();
  const own = computed(() => user.value?.divisionCode ?? null);
  const name = route.name;
  const query = computed<WatchQuery>((before) => {
    if (before !== undefined && route.name !== name) return before;
    const parsed = parseWatchQuery(route.query, todayInBeijing(), own.value);
    return before !== undefined && JSON.stringify(before) === JSON.stringify(parsed) ? before : parsed;
  });
  const show = (next: Partial<WatchQuery>): void =>
    void router.push({ name: name ?? 'watch-indicators', query: toWatchAddress({ ...query.value, ...next }, todayInBeijing(), own.value) });
  return { query, show };
}
