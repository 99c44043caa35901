import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { api, type Ranking, type RankingRequest } from '../api/client.js';

export const PAGE_ROWS = 30;
const LARGEST_PAGE = 500;

/** A ranking together with the question it answers: while the next one loads, headings and figures still belong together. */
export interface ShownRanking {
  readonly query: RankingRequest;
  readonly ranking: Ranking;
}

/** `isWhole`: a picture needs every member at once. */
export function useRanking(query: Readonly<Ref<RankingRequest>>, isWhole: Readonly<Ref<boolean>>) {
  const shown = shallowRef<ShownRanking | null>(null);
  const problem = shallowRef<unknown>(null);
  const isLoading = ref(false);
  let rows = PAGE_ROWS;
  let running = new AbortController();
  let loading = Promise.resolve();

  /** The newest question wins; an older one under way is dropped. Failing leaves what is shown as it was. */
  async function read(): Promise<void> {
    running.abort();
    const { signal } = (running = new AbortController());
    const asked = query.value;
    try {
      const ranking = await readRows(asked, rows, signal);
      if (signal.aborted) return;
      shown.value = { query: asked, ranking };
      problem.value = null;
    } catch (error) {
      if (!signal.aborted) problem.value = error;
    }
    if (!signal.aborted) isLoading.value = false;
  }

  function loadRows(count: number): void {
    rows = count;
    isLoading.value = true;
    loading = read();
  }

  /** Reads what is on the page again without a sign of loading. What is being loaded may be older than the news, so it is waited for. */
  async function refresh(): Promise<void> {
    while (isLoading.value) await loading;
    await read();
  }

  const load = (): void => loadRows(isWhole.value ? LARGEST_PAGE : PAGE_ROWS);
  // All rows again, not only the next: between two pages sales may move members across the border.
  const loadMore = (): void => loadRows((shown.value?.ranking.items.length ?? 0) + PAGE_ROWS);
  const isOutdated = computed(() => isLoading.value && shown.value?.query !== query.value);

  watch(query, load, { immediate: true });
  watch(isWhole, (isNeeded) => {
    if (isNeeded) load();
  });
  onScopeDispose(() => running.abort());
  return { shown, problem, isLoading, isOutdated, load, loadMore, refresh };
}

async function readRows(query: RankingRequest, rows: number, signal: AbortSignal): Promise<Ranking> {
  let ranking = await api.ranking(query, { limit: Math.min(rows, LARGEST_PAGE) }, signal);
  while (ranking.nextCursor !== null && ranking.items.length < rows) {
    const page = await api.ranking(
      query,
      { limit: Math.min(rows - ranking.items.length, LARGEST_PAGE), cursor: ranking.nextCursor },
      signal,
    );
    ranking = joined(ranking, page);
  }
  return ranking;
}

/** Totals are the newer page's; a member that moved across the border of two pages is listed once, with its newer figures. */
function joined(before: Ranking, page: Ranking): Ranking {
  const newer = new Set(page.items.map(({ id }) => id));
  return { ...page, items: [...before.items.filter(({ id }) => !newer.has(id)), ...page.items] };
}
