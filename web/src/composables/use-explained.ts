import { computed, nextTick, type ComputedRef, type Ref } from 'vue';
import type { Measure, RankingRequest } from '../api/client.js';
import type { Cell } from '../api/explain.js';
import { useLanguage } from '../i18n/use-language.js';
import { cellKey, explain, type Explained } from '../ranking/page-state.js';
import type { ShownRanking } from './use-ranking.js';

/** The number that is explained: its name, and the way into and out of its explanation. */
export function useExplained(
  query: Readonly<Ref<RankingRequest>>,
  explained: Readonly<Ref<Explained | null>>,
  table: Readonly<Ref<ShownRanking | null>>,
  show: (explained: Explained | null) => void,
): {
  name: ComputedRef<string>;
  open: (cell: Cell, measure: Measure) => void;
  change: (next: Explained | null) => Promise<void>;
} {
  const { words } = useLanguage();

  /** The row's own; the explanation itself knows what a row is called that is not on the page. */
  const name = computed(() => {
    const cell = explained.value?.cell;
    if (cell === undefined) return '';
    if (cell.kind === 'total') return words.value.table.total;
    if (cell.kind === 'unallocated') return words.value.table.unallocated(words.value.members[query.value.subject]);
    return table.value?.ranking.items.find(({ id }) => id === cellKey(cell))?.name ?? cellKey(cell);
  });

  /** Whoever closes an explanation stands on its number again. */
  async function change(next: Explained | null): Promise<void> {
    const before = explained.value;
    show(next);
    if (next !== null || before === null) return;
    await nextTick();
    const key = cellKey(before.cell);
    const row = `:is([data-id="${key}"], [data-testid="ranking-${key}"])`;
    document.querySelector<HTMLElement>(`${row} [data-measure="${before.measure}"] button`)?.focus({ preventScroll: true });
  }

  return { name, open: (cell, measure) => show(explain(cell, measure)), change };
}
