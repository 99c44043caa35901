import { randomBytes } from 'node:crypto';
import type { Api } from './api.ts';

/** What a shop sells under a number of its own. */
export interface Item {
  readonly itemId: string;
  /** null: mapped to nothing, so it has no origin. */
  readonly productId: string | null;
  readonly originCode: string | null;
}

export interface Seller {
  readonly merchantId: string;
  readonly divisionCode: string;
  readonly shopId: string;
  readonly secret: string;
  readonly items: readonly Item[];
}

// Origins at home, in another county, down to a village, and none at all.
const SELLERS = [
  { divisionCode: '140681', origins: ['140681102201', '140603', '140681'] },
  { divisionCode: '140603', origins: ['140603', '140425', '140225100'] },
  { divisionCode: '140425', origins: ['140425100', '141122100201', '140425'] },
  { divisionCode: '140681', origins: ['140225', '140681102', '141122'] },
] as const;

/** Merchants of three counties, each with a shop that pushes and products of several counties. */
export async function openCatalogue(api: Api): Promise<Seller[]> {
  const sellers: Seller[] = [];
  for (const { divisionCode, origins } of SELLERS) sellers.push(await openSeller(api, divisionCode, origins));
  return sellers;
}

async function openSeller(api: Api, divisionCode: string, origins: readonly string[]): Promise<Seller> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const merchantId = await create(api, 'merchants', { name: `合作社 ${divisionCode}`, kind: 'cooperative', divisionCode });
  const shopId = await create(api, 'shops', { merchantId, platform: 'standard', name: '直播店', credentials: { secret } });
  const items: Item[] = [{ itemId: '3600000000', productId: null, originCode: null }];
  for (const [index, originCode] of origins.entries()) {
    const product = { merchantId, name: `产品 ${index}`, category: 'ceramics', isAgricultural: false, originDivisionCode: originCode };
    const item = { itemId: `360000000${index + 1}`, productId: await create(api, 'products', product), originCode };
    expect(200, await api.put(`/api/v1/shops/${shopId}/items/${item.itemId}`, { productId: item.productId }));
    items.push(item);
  }
  return { merchantId, divisionCode, shopId, secret, items };
}

async function create(api: Api, what: string, body: object): Promise<string> {
  return expect(201, await api.post(`/api/v1/${what}`, body)).id;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function expect(status: number, answer: { status: number | null; body: any }): any {
  if (answer.status !== status) throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
