import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { Page } from '../api/intake.js';

/** A list read page by page. The newest question wins. */
export function usePages<Item>(readPage: (cursor: string | null, signal: AbortSignal) => Promise<Page<Item>>) {
  const items = shallowRef<readonly Item[] | null>(null);
  const problem = shallowRef<unknown>(null);
  const isLoading = ref(false);
  /** What is shown answers the question before. */
  const isOutdated = ref(false);
  const nextCursor = ref<string | null>(null);
  let running = new AbortController();

  async function read(cursor: string | null, before: readonly Item[]): Promise<void> {
    running.abort();
    const { signal } = (running = new AbortController());
    isLoading.value = true;
    try {
      const page = await readPage(cursor, signal);
      if (signal.aborted) return;
      show([...before, ...page.items], page.nextCursor);
    } catch (error) {
      if (signal.aborted) return;
      // The same question again leaves what is shown as it was; the answer to another one must not stand under this.
      if (isOutdated.value) show(null, null);
      problem.value = error;
    }
    isLoading.value = false;
  }

  function show(next: readonly Item[] | null, cursor: string | null): void {
    items.value = next;
    nextCursor.value = cursor;
    isOutdated.value = false;
    problem.value = null;
  }

  function ask(): Promise<void> {
    isOutdated.value = true;
    return read(null, []);
  }

  onScopeDispose(() => running.abort());
  return {
    items,
    problem,
    isLoading,
    isOutdated,
    hasMore: computed(() => nextCursor.value !== null),
    /** Another question. */
    ask,
    /** The same question again. */
    refresh: () => read(null, []),
    loadMore: () => read(nextCursor.value, items.value ?? []),
  };
}
