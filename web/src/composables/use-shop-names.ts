import { shallowReactive } from 'vue';
import { intake } from '../api/intake.js';

// A page of an explanation speaks of a few shops; each is asked for once while the program is open.
const names = shallowReactive(new Map<string, string>());
const asked = new Set<string>();

async function read(shopId: string): Promise<void> {
  try {
    names.set(shopId, (await intake.shop(shopId)).name);
  } catch {
    // Its id stands for a shop that cannot be looked at.
    asked.delete(shopId);
  }
}

export function useShopNames() {
  const ask = (shopIds: Iterable<string>): void => {
    for (const shopId of shopIds) {
      if (asked.has(shopId)) continue;
      asked.add(shopId);
      void read(shopId);
    }
  };
  return { ask, nameOf: (shopId: string): string => names.get(shopId) ?? shopId };
}
