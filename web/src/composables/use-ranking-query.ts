import { computed, watchEffect, type ComputedRef } from 'vue';
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router';
import type { RankingRequest } from '../api/client.js';
import { todayInBeijing } from '../format/days.js';
import { parseRankingQuery, toAddress } from '../ranking/ranking-query.js';

/** The address is the only state: every change is a navigation, so Back, links and reloads agree with the page. */
export function useRankingQuery(): {
  query: ComputedRef<RankingRequest>;
  show: (next: RankingRequest) => void;
  linkTo: (next: RankingRequest) => RouteLocationRaw;
} {
  const route = useRoute();
  const router = useRouter();
  const linkTo = (next: RankingRequest): RouteLocationRaw => ({ name: 'rankings', query: toAddress(next) });

  const isHere = (): boolean => route.name === 'rankings';

  const parsed = computed(() => parseRankingQuery(route.query, todayInBeijing()));
  const address = computed(() => new URLSearchParams(toAddress(parsed.value)).toString());
  // Kept while the meaning stays: neither a foreign parameter nor leaving the page may fetch again.
  const query = computed<RankingRequest>((before) => (before && (!isHere() || sameQuery(before, parsed.value)) ? before : parsed.value));

  // What is shown is written out whole, days included: the link means the same tomorrow.
  watchEffect(() => {
    if (!isHere()) return;
    const written = new URLSearchParams(Object.entries(route.query).map(([key, value]) => [key, String(value)])).toString();
    if (written !== address.value) void router.replace(linkTo(parsed.value));
  });

  return { query, show: (next) => void router.push(linkTo(next)), linkTo };
}

function sameQuery(one: RankingRequest, other: RankingRequest): boolean {
  return JSON.stringify(toAddress(one)) === JSON.stringify(toAddress(other));
}
