import { onScopeDispose, ref, shallowRef } from 'vue';

/** One answer, read as often as asked. The newest reading wins; a failure leaves what is shown as it was. */
export function useReading<Answer>(read: () => Promise<Answer>) {
  const answer = shallowRef<Answer | null>(null);
  const problem = shallowRef<unknown>(null);
  const isLoading = ref(false);
  let newest = 0;

  async function load(): Promise<void> {
    const mine = (newest += 1);
    isLoading.value = true;
    try {
      const given = await read();
      if (mine !== newest) return;
      answer.value = given;
      problem.value = null;
    } catch (error) {
      if (mine === newest) problem.value = error;
    }
    if (mine === newest) isLoading.value = false;
  }

  onScopeDispose(() => (newest += 1));
  return { answer, problem, isLoading, load };
}
