import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { api, type Division } from '../api/client.js';

const PAUSE_MS = 200;
const MOST_FOUND = 8;

/** Places by name, pinyin initials or code, while it is being typed; null: not asked yet. */
export function useFoundDivisions() {
  const text = ref('');
  const found = shallowRef<readonly Division[] | null>(null);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();

  watch(text, (typed) => {
    clearTimeout(pause);
    running.abort();
    found.value = null;
    if (typed.trim() !== '') pause = setTimeout(() => void find(typed.trim()), PAUSE_MS);
  });
  onScopeDispose(() => {
    clearTimeout(pause);
    running.abort();
  });

  async function find(query: string): Promise<void> {
    const { signal } = (running = new AbortController());
    try {
      const { items } = await api.findDivisions(query, MOST_FOUND, signal);
      if (!signal.aborted) found.value = items;
    } catch {
      if (!signal.aborted) found.value = null;
    }
  }

  return { text, found };
}
