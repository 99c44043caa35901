import { onScopeDispose, ref, type Ref } from 'vue';
import type { RevenueNews } from '../api/client.js';
import { keepListening } from '../api/keep-listening.js';

export type LiveState = 'connecting' | 'live' | 'waiting';

/**
 * Hears when totals changed. After a lost connection or a refusal it tries again, ever slower. What was missed meanwhile is unknown, so every
 * reconnection reports `null`: read everything again.
 */
export function useLiveBoard(onNews: (news: RevenueNews | null) => void): Readonly<Ref<LiveState>> {
  const state = ref<LiveState>('connecting');
  const leaving = new AbortController();
  let wasLive = false;

  // Whatever ended it, the way on is the same; an ended session has led to the sign-in page by then.
  void keepListening('/live-board/events', {
    signal: leaving.signal,
    onOpen: () => {
      state.value = 'live';
      if (wasLive) onNews(null);
      wasLive = true;
    },
    onEvent: (name, data) => {
      if (name === 'revenue') onNews(newsOf(data));
    },
    onLost: () => (state.value = wasLive ? 'waiting' : 'connecting'),
  });
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
