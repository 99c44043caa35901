import { randomInt } from 'node:crypto';
import { beijingIso } from '../../kernel/business-day.js';
import { requiredText } from '../demo/index.js';
import { SOLD_ITEMS } from './order-life.js';
import type { ShopDraft } from './platform-side.js';
import type { ServerApi } from './server-api.js';

/** 怀仁市, known for its ceramics. */
export const HOME_DIVISION = '140681';

export interface RegisteredShop {
  readonly id: string;
  readonly webhookUrl: string;
}

export interface Registration {
  readonly merchantId: string;
  readonly merchantName: string;
  /** In the order of the drafts. */
  readonly shops: readonly RegisteredShop[];
}

/** A merchant of its own for every run: its totals on the server are this run's and nothing else. */
export async function register(api: ServerApi, drafts: readonly ShopDraft[], now: Date): Promise<Registration> {
  const merchantName = `示例平台模拟 ${beijingIso(now).slice(0, 19).replace('T', ' ')} #${randomInt(1_000, 10_000)}`;
  const merchant = await api.create('/api/v1/merchants', { name: merchantName, kind: 'cooperative', divisionCode: HOME_DIVISION });
  const product = await api.create('/api/v1/products', {
    merchantId: merchant.id,
    name: '示例陶瓷',
    category: 'ceramics',
    isAgricultural: false,
    originDivisionCode: HOME_DIVISION,
  });
  const shops: RegisteredShop[] = [];
  for (const draft of drafts) shops.push(await registerShop(api, merchant.id, draft));
  await mapItems(api, product.id, shops);
  return { merchantId: merchant.id, merchantName, shops };
}

async function registerShop(api: ServerApi, merchantId: string, draft: ShopDraft): Promise<RegisteredShop> {
  const { platform, credentials, externalShopId } = draft;
  const shop = await api.create('/api/v1/shops', { merchantId, platform, name: `示例模拟店 ${platform}`, externalShopId, credentials });
  return { id: shop.id, webhookUrl: requiredText(shop, 'webhookUrl', 'POST /api/v1/shops') };
}

async function mapItems(api: ServerApi, productId: string, shops: readonly RegisteredShop[]): Promise<void> {
  const mappings = shops.flatMap(({ id: shopId }) => SOLD_ITEMS.map(({ itemId }) => ({ shopId, itemId, productId })));
  await api.write('PUT', '/api/v1/item-mappings', { mappings });
}
