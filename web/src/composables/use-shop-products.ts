import { onMounted } from 'vue';
import { intake } from '../api/intake.js';
import { readAll } from './read-all.js';
import { useReading } from './use-reading.js';

/** The products that items of the shop can be: those of its merchant. */
export function useShopProducts(shopId: string) {
  const {
    answer: products,
    problem,
    load,
  } = useReading(async () => {
    const { merchantId } = await intake.shop(shopId);
    return readAll((cursor) => intake.productsOf(merchantId, cursor));
  });
  onMounted(() => void load());
  return { products, problem, load };
}
