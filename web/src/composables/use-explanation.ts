import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { Additive } from '../api/explain.js';
import type { Measures } from '../api/client.js';

interface PageOfExplanation<Item> {
  readonly name: string | null;
  readonly asOf: string;
  readonly measures: Measures;
  readonly remainder: Additive;
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** An explanation read page by page: the figures of the newest page, the items of all of them. The newest question wins. */
export function useExplanation<Item>(readPage: (cursor: string | null, signal: AbortSignal) => Promise<PageOfExplanation<Item>>) {
  const answer = shallowRef<PageOfExplanation<Item> | null>(null);
  const problem = shallowRef<unknown>(null);
  const isLoading = ref(false);
  let running = new AbortController();

  async function read(cursor: string | null, before: readonly Item[]): Promise<void> {
    running.abort();
    const { signal } = (running = new AbortController());
    isLoading.value = true;
    try {
      const page = await readPage(cursor, signal);
      if (signal.aborted) return;
      answer.value = { ...page, items: [...before, ...page.items] };
      problem.value = null;
    } catch (error) {
      if (signal.aborted) return;
      problem.value = error;
    }
    isLoading.value = false;
  }

  function ask(): Promise<void> {
    answer.value = null;
    return read(null, []);
  }

  onScopeDispose(() => running.abort());
  return {
    answer,
    problem,
    isLoading,
    hasMore: computed(() => answer.value !== null && answer.value.nextCursor !== null),
    ask,
    loadMore: () => read(answer.value?.nextCursor ?? null, answer.value?.items ?? []),
  };
}
