import { useRoute, useRouter } from 'vue-router';

/** To where somebody wanted to go before something else had to come first. */
export function useReturn(): { goOn: () => Promise<unknown> } {
  const route = useRoute();
  const router = useRouter();
  return { goOn: () => router.replace(placeOf(route.query.back)) };
}

/** Only paths of this site: an address from elsewhere in the link must not be followed. */
function placeOf(back: unknown): string {
  return typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : '/';
}
