import { computed, nextTick, type Ref, shallowRef } from 'vue';
import type { Report, ReportCell } from '../api/reports.js';
import { valueOfText } from '../reports/cell-text.js';
import { changedCells, isChanged, isTyped, nextPlace, pastedTexts, type Place, placeKey, textsOf } from '../reports/grid.js';

/** Figures while they are being typed: what differs from what is kept, and where keys and pasted blocks lead. */
export function useFilling(report: Ref<Report | null>) {
  const typed = shallowRef<ReadonlyMap<string, string>>(new Map());
  const kept = computed<ReadonlyMap<string, string>>(() => (report.value === null ? new Map() : textsOf(report.value)));
  const size = computed<Place>(() => ({ row: report.value?.indicators.length ?? 0, column: 2 * (report.value?.areas.length ?? 0) }));

  const isOpen = (row: number): boolean => {
    const indicator = report.value?.indicators[row];
    return indicator !== undefined && isTyped(indicator);
  };
  const textAt = (place: Place): string => typed.value.get(placeKey(place)) ?? kept.value.get(placeKey(place)) ?? '';
  const isChangedAt = (place: Place): boolean => isChanged(kept.value.get(placeKey(place)), typed.value.get(placeKey(place)));
  const isBadAt = (place: Place): boolean => valueOfText(textAt(place)) === null;

  const changed = computed(() => [...typed.value].filter(([key, text]) => isChanged(kept.value.get(key), text)).length);
  const bad = computed(() => [...typed.value.values()].filter((text) => valueOfText(text) === null).length);

  function type(place: Place, text: string): void {
    typed.value = new Map([...typed.value, [placeKey(place), text]]);
  }

  function paste(event: ClipboardEvent, at: Place): void {
    const block = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\t\n]/.test(block)) return;
    event.preventDefault();
    typed.value = new Map([...typed.value, ...pastedTexts(block, at, size.value, isOpen)]);
  }

  /** Left and right leave a cell at the edge of its text alone. */
  async function walk(event: KeyboardEvent, from: Place): Promise<void> {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    const isInside =
      (event.key === 'ArrowLeft' && field.selectionEnd !== 0) ||
      (event.key === 'ArrowRight' && field.selectionStart !== field.value.length);
    const isWhole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const next = isInside && !isWhole ? null : nextPlace(event.key, from, size.value, isOpen);
    if (next === null) return;
    event.preventDefault();
    await nextTick();
    const target = field.closest('table')?.querySelector<HTMLInputElement>(`[data-place="${placeKey(next)}"]`);
    target?.focus();
    target?.select();
  }

  const cells = (): ReportCell[] => (report.value === null ? [] : changedCells(report.value, kept.value, typed.value));
  const forget = (): void => void (typed.value = new Map());

  return { textAt, isChangedAt, isBadAt, isOpen, changed, bad, type, paste, walk, cells, forget };
}

export type Filling = ReturnType<typeof useFilling>;
