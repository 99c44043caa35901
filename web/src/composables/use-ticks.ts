import { computed, ref } from 'vue';

/** Rows ticked by their keys, among those that are shown. */
export function useTicks(keys: () => readonly string[]) {
  const ticked = ref<ReadonlySet<string>>(new Set());
  const isAll = computed(() => keys().length > 0 && keys().every((key) => ticked.value.has(key)));

  function toggle(key: string): void {
    const next = new Set(ticked.value);
    if (!next.delete(key)) next.add(key);
    ticked.value = next;
  }

  return {
    ticked,
    isAll,
    toggle,
    toggleAll: () => (ticked.value = new Set(isAll.value ? [] : [...ticked.value, ...keys()])),
    clear: () => (ticked.value = new Set()),
  };
}
