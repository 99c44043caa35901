import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** The shop a page is about, kept in its address; null: all of them. */
export function useShopFilter(routeName: string) {
  const route = useRoute();
  const router = useRouter();
  const shopId = computed<string | null>((before) => {
    if (route.name !== routeName) return before ?? null;
    return typeof route.query.shop === 'string' && route.query.shop !== '' ? route.query.shop : null;
  });
  const showShop = (next: string | null): void => void router.push({ name: routeName, query: next === null ? {} : { shop: next } });
  return { shopId, showShop };
}
