import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { api, ApiError, type Fact, type OnAirSession, type Ranking, type RankingRequest } from '../api/client.js';
import { PRESETS, todayInBeijing } from '../format/days.js';
import { useLanguage } from '../i18n/use-language.js';
import { finestMembersOf, type Scene, scenesFor } from '../wall/scenes.js';
import { type NewSale, newSales } from '../wall/new-sales.js';
import { atMostEvery } from './at-most-every.js';
import { useEvery } from './use-every.js';
import { useLiveBoard } from './use-live-board.js';

/** Members of the ranking panel that can be read from four metres. */
const RANKED = 8;
const LARGEST_PAGE = 500;
const SALES_KEPT = 6;
const SHOWN_ON_AIR = 4;
const REFRESH_MS = 2_000;
const SCENE_MS = 20_000;
/** Also without news: sessions begin and end, and days. */
const ALWAYS_MS = 60_000;

export interface SaleAt extends NewSale {
  readonly key: number;
  readonly at: string;
}

export interface OnAir extends OnAirSession {
  readonly facts: readonly Fact[];
}

const refreshPause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, REFRESH_MS));

/** Everything the wall of an area shows, read again with every news, turned on by itself, and kept as it was while the server is away. */
export function useWall(area: string) {
  const { words } = useLanguage();
  const scenes = scenesFor(area);
  const turn = ref(0);
  const today = shallowRef<Ranking | null>(null);
  const month = shallowRef<Ranking | null>(null);
  const shown = shallowRef<{ readonly scene: Scene; readonly ranking: Ranking } | null>(null);
  const sales = shallowRef<readonly SaleAt[]>([]);
  const onAir = shallowRef<readonly OnAir[]>([]);
  const onAirCount = ref(0);
  const problem = shallowRef<unknown>(null);
  let sold = 0;

  async function readToday(): Promise<void> {
    const subject = finestMembersOf(area);
    const now = await api.ranking(requestFor({ subject, period: 'today' }), { limit: LARGEST_PAGE });
    const fresh = today.value === null ? [] : newSales(today.value, now, words.value.table.unallocated(words.value.members[subject]));
    today.value = now;
    sales.value = [...fresh.map((sale) => ({ ...sale, key: (sold += 1), at: now.asOf })), ...sales.value].slice(0, SALES_KEPT);
    month.value = await api.ranking(requestFor({ subject, period: 'month' }), { limit: 1 });
  }

  async function readScene(): Promise<void> {
    const scene = scenes[turn.value % scenes.length];
    if (scene !== undefined) shown.value = { scene, ranking: await api.ranking(requestFor(scene), { limit: RANKED }) };
  }

  async function readOnAir(): Promise<void> {
    const { items } = await api.onAir(area, LARGEST_PAGE);
    onAirCount.value = items.length;
    onAir.value = await Promise.all(
      items.slice(0, SHOWN_ON_AIR).map(async (session) => ({ ...session, facts: (await api.factsOf(session.id)).facts })),
    );
  }

  function requestFor({ subject, period }: Scene): RankingRequest {
    const range = PRESETS[period](todayInBeijing());
    return {
      subject,
      ...range,
      within: area,
      measure: 'net',
      basis: 'origin',
      refundView: 'cash',
      compare: 'yoy',
      category: null,
      platform: null,
    };
  }

  async function attempt(reading: () => Promise<unknown>): Promise<void> {
    try {
      await reading();
      problem.value = null;
    } catch (error) {
      problem.value = error;
    }
  }

  const { run, cancel } = atMostEvery(refreshPause, () => attempt(() => Promise.all([readToday(), readScene(), readOnAir()])));
  const live = useLiveBoard(run);
  useEvery(ALWAYS_MS, run);
  const turning = setInterval(() => {
    turn.value += 1;
    void attempt(readScene);
  }, SCENE_MS);
  onScopeDispose(() => {
    cancel();
    clearInterval(turning);
  });

  const isRefused = computed(() => problem.value instanceof ApiError && [401, 403, 404].includes(problem.value.status));
  const isOutdated = computed(() => problem.value !== null || live.value === 'waiting');
  return { today, month, shown, sales, onAir, onAirCount, live, isRefused, isOutdated };
}
