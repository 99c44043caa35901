import { computed, onScopeDispose, type Ref } from 'vue';
import type { RankingRequest } from '../api/client.js';
import { contains } from '../format/days.js';
import { atMostEvery } from './at-most-every.js';
import { useLiveBoard } from './use-live-board.js';
import { useRanking } from './use-ranking.js';
import { useTrend } from './use-trend.js';

const REFRESH_MS = 1_000;

const refreshPause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, REFRESH_MS));

/** The ranking and its trend, read again when a day they stand on has changed: of the range shown, or of the range it is compared with. */
export function useLiveRanking(query: Readonly<Ref<RankingRequest>>, isWhole: Readonly<Ref<boolean>>) {
  const ranking = useRanking(query, isWhole);
  const { trend, refresh: refreshTrend } = useTrend(query);
  const { run, cancel } = atMostEvery(refreshPause, async () => {
    await Promise.all([ranking.refresh(), refreshTrend()]);
  });
  onScopeDispose(cancel);

  const ranges = computed(() => [query.value, ranking.shown.value?.ranking.comparedRange ?? null]);
  const live = useLiveBoard((news) => {
    const concerns = news === null || news.days.some((day) => ranges.value.some((range) => range !== null && contains(range, day)));
    if (concerns) run();
  });
  return { ...ranking, trend, live };
}
