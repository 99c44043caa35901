import { computed, onMounted } from 'vue';
import { management } from '../api/management.js';
import { readAll } from './read-all.js';
import { useMerchants } from './use-merchants.js';
import { useReading } from './use-reading.js';

/** The hosts the reader may see, each with its merchant: several merchants may have one of the same name. */
export function useHosts() {
  const { answer, problem, load } = useReading(() => readAll(management.hosts));
  const merchants = useMerchants();
  const hosts = computed(
    () => answer.value?.map(({ id, name, merchantId }) => ({ id, name: `${name}（${merchants.nameOf(merchantId)}）` })) ?? null,
  );
  const byId = computed(() => new Map((hosts.value ?? []).map((host) => [host.id, host])));
  onMounted(() => void load());
  return { hosts, problem, load, nameOf: (hostId: string): string => byId.value.get(hostId)?.name ?? hostId };
}
