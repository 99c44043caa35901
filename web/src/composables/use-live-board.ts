import { onScopeDispose, ref, type Ref } from 'vue';
import type { RevenueNews } from '../api/client.js';
import { listen } from '../api/events.js';

export type LiveState = 'connecting' | 'live' | 'waiting';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/**
 * Hears when totals changed. After a lost connection or a refusal it tries again, ever slower. What was missed meanwhile is unknown, so every
 * reconnection reports `null`: read everything again.
 */
export function useLiveBoard(onNews: (news: RevenueNews | null) => void): Readonly<Ref<LiveState>> {
  const state = ref<LiveState>('connecting');
  const leaving = new AbortController();
  let retryMs = FIRST_RETRY_MS;
  let wasLive = false;

  function hear(): Promise<void> {
    return listen('/live-board/events', {
      signal: leaving.signal,
      onOpen: () => {
        state.value = 'live';
        retryMs = FIRST_RETRY_MS;
        if (wasLive) onNews(null);
        wasLive = true;
      },
      onEvent: (name, data) => {
        if (name === 'revenue') onNews(newsOf(data));
      },
    });
  }

  async function keepHearing(): Promise<void> {
    while (!leaving.signal.aborted) {
      // Whatever ended it, the way on is the same; an ended session has led to the sign-in page by then.
      await hear().catch(() => undefined);
      state.value = wasLive ? 'waiting' : 'connecting';
      await new Promise((resolve) => setTimeout(resolve, retryMs));
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
  }

  void keepHearing();
  onScopeDispose(() => leaving.abort());
  return state;
}

function newsOf(data: string): RevenueNews | null {
  try {
    const news: unknown = JSON.parse(data);
    return isNews(news) ? news : null;
  } catch {
    return null;
  }
}

function isNews(news: unknown): news is RevenueNews {
  return typeof news === 'object' && news !== null && 'days' in news && Array.isArray(news.days);
}
