import { onScopeDispose, ref, watch, type Ref } from 'vue';

const ROLL_MS = 300;

/** A changed figure rolls to its new value; a reader who asked for less motion, or does not look, gets it at once. */
export function useRollingNumber(target: () => number): Readonly<Ref<number>> {
  const shown = ref(target());
  let frame = 0;

  watch(target, (to) => {
    cancelAnimationFrame(frame);
    if (document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      shown.value = to;
      return;
    }
    const from = shown.value;
    const startedAt = performance.now();
    const step = (now: number): void => {
      const progress = Math.min(1, Math.max(0, now - startedAt) / ROLL_MS);
      shown.value = progress === 1 ? to : Math.round(from + (to - from) * (1 - (1 - progress) ** 3));
      if (progress < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  });

  onScopeDispose(() => cancelAnimationFrame(frame));
  return shown;
}
