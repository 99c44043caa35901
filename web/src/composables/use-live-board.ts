import { onScopeDispose, ref, type Ref } from 'vue';
import { api, LIVE_BOARD_EVENTS, type RevenueNews } from '../api/client.js';

export type LiveState = 'connecting' | 'live' | 'waiting';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/**
 * Hears when totals changed. The browser reconnects after a lost connection by itself; after a refusal it gives up, and this tries again, ever slower.
 * What was missed meanwhile is unknown, so every reconnection reports `null`: read everything again.
 */
export function useLiveBoard(onNews: (news: RevenueNews | null) => void): Readonly<Ref<LiveState>> {
  const state = ref<LiveState>('connecting');
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;
  let wasLive = false;
  let isOver = false;

  function connect(): void {
    source = new EventSource(LIVE_BOARD_EVENTS);
    source.onopen = () => {
      state.value = 'live';
      retryMs = FIRST_RETRY_MS;
      if (wasLive) onNews(null);
      wasLive = true;
    };
    source.onerror = () => {
      state.value = wasLive ? 'waiting' : 'connecting';
      if (source?.readyState === EventSource.CLOSED) retryLater();
    };
    source.addEventListener('revenue', (event: MessageEvent<string>) => onNews(newsOf(event.data)));
  }

  function retryLater(): void {
    retry = setTimeout(() => void tryAgain(), retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }

  // An ended session looks like any refusal here; an ordinary call finds out, and leads to the sign-in page.
  async function tryAgain(): Promise<void> {
    try {
      await api.stillSignedIn();
      if (!isOver) connect();
    } catch {
      if (!isOver) retryLater();
    }
  }

  connect();
  onScopeDispose(() => {
    isOver = true;
    clearTimeout(retry);
    source?.close();
  });
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
