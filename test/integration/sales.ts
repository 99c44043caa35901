import type { OrderDto } from '../../src/modules/orders/order.dto.js';
import type { RankingDto, RevenueDto } from '../../src/modules/rankings/ranking.dto.js';
import { SHOP_SECRET } from '../model/driver.js';
import { anyId, signedHeaders, type TestApp } from '../support/test-app.js';

/** Sellers, products and orders as the outside world brings them: through the API and by signed messages. */
export interface Seller {
  readonly merchantId: string;
  readonly shopId: string;
}

export interface SoldLine {
  readonly lineNo?: string;
  readonly itemId?: string;
  readonly skuId?: string;
  readonly quantity?: number;
  readonly paidFen: number;
  readonly lot?: string;
}

export interface SoldRefund {
  readonly refundNo?: string;
  readonly lineNo?: string;
  readonly amountFen: number;
  readonly succeededAt: string;
}

export interface SoldOrder {
  readonly orderNo?: string;
  readonly version?: number;
  readonly paidAt: string;
  readonly roomId?: string;
  readonly hostId?: string;
  readonly lines: readonly SoldLine[];
  readonly refunds?: readonly SoldRefund[];
}

export async function created(app: TestApp, path: string, body: unknown): Promise<string> {
  const answer = await app.request('POST', `/api/v1/${path}`, body);
  if (answer.status !== 201) throw new Error(`POST ${path} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { id: string }).id;
}

export async function newSeller(app: TestApp, divisionCode = '140681', platform = 'standard'): Promise<Seller> {
  const merchantId = await created(app, 'merchants', { name: anyId('合作社'), kind: 'cooperative', divisionCode });
  return { merchantId, shopId: await newShop(app, merchantId, platform) };
}

export function newShop(app: TestApp, merchantId: string, platform = 'standard'): Promise<string> {
  return created(app, 'shops', { merchantId, platform, name: '直播店', credentials: { secret: SHOP_SECRET } });
}

/** A product, and the shop's item `itemId` mapped to it. */
export async function newItem(
  app: TestApp,
  { merchantId, shopId }: Seller,
  itemId: string,
  product: { originDivisionCode: string | null; category?: string },
): Promise<string> {
  const productId = await created(app, 'products', { merchantId, name: '产品', category: 'ceramics', isAgricultural: true, ...product });
  const answer = await app.request('PUT', `/api/v1/shops/${shopId}/items/${itemId}`, { productId });
  if (answer.status !== 200) throw new Error(`the mapping of ${itemId} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return productId;
}

export function orderMessage({ orderNo = anyId('order'), version = 1, lines, refunds = [], ...order }: SoldOrder): object {
  return {
    type: 'order.changed',
    timestamp: order.paidAt,
    data: {
      orderNo,
      version,
      status: 'paid',
      createdAt: order.paidAt,
      ...order,
      lines: lines.map((line, index) => ({ lineNo: String(index + 1), itemId: 'item', quantity: 1, ...line })),
      refunds: refunds.map((refund, index) => ({ refundNo: `R${index + 1}`, lineNo: '1', ...refund })),
    },
  };
}

/** Delivers the orders as one message each, which must be accepted. */
export async function sell(app: TestApp, { shopId }: Pick<Seller, 'shopId'>, ...orders: readonly SoldOrder[]): Promise<void> {
  const answers = await Promise.all(orders.map((order) => app.deliver(shopId, SHOP_SECRET, anyId('message'), orderMessage(order))));
  expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 204));
}

/** A signed push of exactly this text: for numbers that JavaScript cannot write. */
export async function deliverText(app: TestApp, { shopId }: Seller, messageId: string, text: string): Promise<number> {
  const headers = signedHeaders(SHOP_SECRET, messageId, text);
  return (await app.app.inject({ method: 'POST', url: `/webhooks/standard/${shopId}`, headers, payload: text })).statusCode;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

/** A ranking, which must be answered 200. */
export async function ranking(app: TestApp, subject: string, query: Query): Promise<RankingDto> {
  return (await read(app, `rankings/${subject}`, query)) as RankingDto;
}

export async function revenue(app: TestApp, query: Query): Promise<RevenueDto> {
  return (await read(app, 'revenue', query)) as RevenueDto;
}

export async function ordersOf(app: TestApp, { shopId }: Pick<Seller, 'shopId'>): Promise<OrderDto[]> {
  return ((await read(app, 'orders', { shopId })) as { items: OrderDto[] }).items;
}

export async function read(app: TestApp, path: string, query: Query = {}): Promise<unknown> {
  const { status, body } = (await app.request('GET', `/api/v1/${path}?${queryText(query)}`)) as { status: number; body: unknown };
  expect({ path, query, status, body }).toMatchObject({ status: 200 });
  return body;
}

function queryText(query: Query): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) text.set(name, String(value));
  return text.toString();
}

/** Noon in Beijing, far from the edges of the day. */
export function noon(day: string): string {
  return `${day}T12:00:00+08:00`;
}
