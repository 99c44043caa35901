import { onScopeDispose, ref, type Ref } from 'vue';

const TICK_MS = 20_000;

const now = ref(new Date());
let readers = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

/** The present, for "how long ago"; it moves while anything on the page reads it. */
export function useNow(): Readonly<Ref<Date>> {
  now.value = new Date();
  if (readers === 0) ticking = setInterval(() => (now.value = new Date()), TICK_MS);
  readers += 1;
  onScopeDispose(() => {
    readers -= 1;
    if (readers === 0) clearInterval(ticking);
  });
  return now;
}
