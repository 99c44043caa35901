import { computed, onMounted } from 'vue';
import { management } from '../api/management.js';
import { readAll } from './read-all.js';
import { useReading } from './use-reading.js';

/** The merchants the reader may see, by name. One that is not among them, as those archived, stands by its id. */
export function useMerchants() {
  const { answer, problem, load } = useReading(() => readAll(management.merchants));
  const byId = computed(() => new Map((answer.value ?? []).map((merchant) => [merchant.id, merchant])));
  onMounted(() => void load());
  return { merchants: answer, problem, load, nameOf: (merchantId: string): string => byId.value.get(merchantId)?.name ?? merchantId };
}
