import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import { lengthInDays } from '../../../src/kernel/business-day.js';
import { api, type Period, type RankingRequest, type RevenueSeries } from '../api/client.js';

const DAYS_DRAWN_BY_DAY = 92;
const DAYS_DRAWN_BY_WEEK = 400;

export function periodFor(query: RankingRequest): Period {
  const days = lengthInDays(query);
  if (days <= DAYS_DRAWN_BY_DAY) return 'day';
  return days <= DAYS_DRAWN_BY_WEEK ? 'week' : 'month';
}

/** The course of the area's revenue over the range. It only explains the table: if it cannot be read, it is left out without a word. */
export function useTrend(query: Readonly<Ref<RankingRequest>>) {
  const trend = shallowRef<RevenueSeries | null>(null);
  let running = new AbortController();

  async function refresh(): Promise<void> {
    running.abort();
    const { signal } = (running = new AbortController());
    try {
      const series = await api.revenue(query.value, periodFor(query.value), signal);
      if (!signal.aborted) trend.value = series;
    } catch {
      if (!signal.aborted) trend.value = null;
    }
  }

  const question = (): string => {
    const { within, from, to, basis, refundView } = query.value;
    return [within, from, to, basis, refundView].join();
  };
  watch(question, () => void refresh(), { immediate: true });
  onScopeDispose(() => running.abort());
  return { trend, refresh };
}
