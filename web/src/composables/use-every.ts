import { onMounted, onScopeDispose } from 'vue';

/** Looks at once, and again as long as the page is open and looked at. */
export function useEvery(ms: number, look: () => void): void {
  const repeating = setInterval(() => {
    if (!document.hidden) look();
  }, ms);
  onMounted(look);
  onScopeDispose(() => clearInterval(repeating));
}
