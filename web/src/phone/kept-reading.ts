import { onMounted, ref, shallowRef } from 'vue';
import { type KeptReading, keptReading, readingName } from './places.js';
import { usePhone } from './phone.js';
import { problemOf } from './problem-of.js';

/**
 * One answer of the server, shown at once as it was read last, with that time, and read anew while there is a signal. Old figures stand under
 * their own time until new ones are there.
 */
export function useKeptReading<Answer>(name: () => string, read: () => Promise<Answer>) {
  const phone = usePhone();
  const answer = shallowRef<Answer | null>(null);
  const readAt = ref<string | null>(null);
  const problem = ref('');
  const isReading = ref(false);
  let newest = 0;

  async function load(): Promise<void> {
    const mine = (newest += 1);
    const key = readingName(name());
    const kept = await phone.store.kept<KeptReading<Answer>>(key);
    if (mine !== newest) return;
    [answer.value, readAt.value, problem.value, isReading.value] = [kept?.answer ?? null, kept?.readAt ?? null, '', true];
    try {
      const given = await keptReading(read);
      await phone.store.keep(key, given);
      if (mine === newest) [answer.value, readAt.value] = [given.answer, given.readAt];
    } catch (error) {
      if (mine === newest) problem.value = problemOf(error);
    }
    if (mine === newest) isReading.value = false;
  }

  onMounted(load);
  return { answer, readAt, problem, isReading, load };
}
