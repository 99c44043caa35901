import { computed, onMounted } from 'vue';
import { intake } from '../api/intake.js';
import { readAll } from './read-all.js';
import { useReading } from './use-reading.js';

/** The shops that messages come from, by name. Where they cannot be read, their ids stand for them. */
export function useShops() {
  const { answer, load } = useReading(() => readAll(intake.shops));
  const shops = computed(() => (answer.value ?? []).filter(({ platform }) => platform !== 'manual'));
  const byId = computed(() => new Map((answer.value ?? []).map((shop) => [shop.id, shop])));
  onMounted(() => void load());
  return {
    shops,
    shopOf: (shopId: string) => byId.value.get(shopId) ?? null,
    nameOf: (shopId: string): string => byId.value.get(shopId)?.name ?? shopId,
  };
}
