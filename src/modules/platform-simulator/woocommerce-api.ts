import { ordersChanged, pageOf, type Stretch } from './changed-orders.js';
import type { ApiAnswer, ApiQuestion, PlatformApiSide } from './platform-api-side.js';
import type { SimulatedShop } from './simulated-shop.js';
import { refundsPaid, wooOrder, wooRefund } from './woocommerce-orders.js';

const ORDERS = /^\/wp-json\/wc\/v3\/orders(?:\/(\d+)(\/refunds)?)?$/;

export const woocommerceApi: PlatformApiSide = {
  answer: (question, shops) => {
    const shop = shops.find(({ draft }) => isBasic(question, draft.credentials.consumerKey, draft.credentials.consumerSecret));
    if (shop === undefined) return fault(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
    return answerOf(question, shop);
  },
  tooMany: { ...fault(429, 'too_many_requests', 'Too many requests.'), headers: { 'retry-after': '1' } },
};

function isBasic({ headers }: ApiQuestion, key: string | undefined, secret: string | undefined): boolean {
  if (key === undefined || secret === undefined) return false;
  return headers.authorization === `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}

function answerOf({ method, path, query }: ApiQuestion, shop: SimulatedShop): ApiAnswer {
  const match = ORDERS.exec(path);
  if (match === null || method !== 'GET') return fault(404, 'rest_no_route', 'No route was found matching the URL and request method.');
  const [, orderNo, refunds] = match;
  if (orderNo === undefined) return orderList(query, shop);
  const order = shop.findOrder(orderNo);
  if (order === null) return fault(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
  const paid = refundsPaid(order).map((refund) => wooRefund(order, refund));
  return { status: 200, body: refunds === undefined ? wooOrder(order) : paged(paid, query) };
}

function orderList(query: URLSearchParams, shop: SimulatedShop): ApiAnswer {
  const orders = ordersChanged(shop, stretchOf(query)).sort((a, b) => a.serial - b.serial);
  return { status: 200, headers: { 'x-wp-total': String(orders.length) }, body: paged(orders, query).map(wooOrder) };
}

function paged<Item>(items: readonly Item[], query: URLSearchParams): Item[] {
  return pageOf(items, Number(query.get('page') ?? 1) - 1, Math.min(100, Number(query.get('per_page') ?? 10)));
}

/** Whole seconds, neither of them included. */
function stretchOf(query: URLSearchParams): Stretch {
  const zone = query.get('dates_are_gmt') === 'true' ? 'Z' : '+08:00';
  const [after, before] = [query.get('modified_after'), query.get('modified_before')].map((text) => Date.parse(`${text ?? ''}${zone}`));
  return {
    fromMs: Number.isNaN(after) ? 0 : Number(after) + 1_000,
    untilMs: Number.isNaN(before) ? Number.MAX_SAFE_INTEGER : Number(before) - 1,
  };
}

function fault(status: number, code: string, message: string): ApiAnswer {
  return { status, body: { code, message, data: { status } } };
}
