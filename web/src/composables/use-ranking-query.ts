import { computed, watchEffect, type ComputedRef } from 'vue';
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router';
import type { RankingRequest } from '../api/client.js';
import { todayInBeijing } from '../format/days.js';
import { type Explained, hasMap, parsePageState, toPageAddress, type PageState, type View } from '../ranking/page-state.js';
import { parseRankingQuery, toAddress } from '../ranking/ranking-query.js';

/** The address is the only state: every change is a navigation, so Back, links and reloads agree with the page. */
export function useRankingQuery(): {
  query: ComputedRef<RankingRequest>;
  state: ComputedRef<PageState>;
  show: (next: RankingRequest) => void;
  showView: (view: View) => void;
  showExplained: (explained: Explained | null) => void;
  linkTo: (next: RankingRequest) => RouteLocationRaw;
} {
  const route = useRoute();
  const router = useRouter();
  const addressOf = (query: RankingRequest, state: PageState): Record<string, string> => ({ ...toAddress(query), ...toPageAddress(state) });
  const to = (query: RankingRequest, state: PageState): RouteLocationRaw => ({ name: 'rankings', query: addressOf(query, state) });

  const isHere = (): boolean => route.name === 'rankings';

  const parsed = computed(() => parseRankingQuery(route.query, todayInBeijing()));
  // Kept while the meaning stays: neither a foreign parameter nor leaving the page may fetch again.
  const query = computed<RankingRequest>((before) => (before && (!isHere() || sameQuery(before, parsed.value)) ? before : parsed.value));
  const state = computed<PageState>((before) => (before && !isHere() ? before : parsePageState(route.query, parsed.value)));

  // What is shown is written out whole, days included: the link means the same tomorrow.
  watchEffect(() => {
    if (!isHere()) return;
    const written = new URLSearchParams(Object.entries(route.query).map(([key, value]) => [key, String(value)])).toString();
    const address = new URLSearchParams(addressOf(parsed.value, state.value)).toString();
    if (written !== address) void router.replace(to(parsed.value, state.value));
  });

  /** Another question keeps the kind of picture where there is one, and closes the explanation of the number before. */
  const linkTo = (next: RankingRequest): RouteLocationRaw => to(next, { view: hasMap(next) ? state.value.view : 'table', explained: null });

  return {
    query,
    state,
    show: (next) => void router.push(linkTo(next)),
    showView: (view) => void router.push(to(query.value, { ...state.value, view })),
    showExplained: (explained) => void router.push(to(query.value, { ...state.value, explained })),
    linkTo,
  };
}

function sameQuery(one: RankingRequest, other: RankingRequest): boolean {
  return JSON.stringify(toAddress(one)) === JSON.stringify(toAddress(other));
}
