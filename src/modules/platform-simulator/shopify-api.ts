import { ordersChanged, pageOf, type Stretch } from './changed-orders.js';
import type { ApiAnswer, ApiQuestion, PlatformApiSide } from './platform-api-side.js';
import { shopifyOrder } from './shopify-orders.js';
import type { SimulatedShop } from './simulated-shop.js';

const ORDER = /^\/admin\/api\/\d{4}-\d{2}\/orders\/(\d+)\.json$/;
const LIST = /^\/admin\/api\/\d{4}-\d{2}\/orders\.json$/;

export const shopifyApi: PlatformApiSide = {
  answer: (question, shops) => {
    const shop = shops.find(({ tokens }) => tokens.isGood(question.headers['x-shopify-access-token']?.toString()));
    return shop === undefined ? UNKNOWN_TOKEN : answerOf(question, shop);
  },
  tooMany: {
    status: 429,
    headers: { 'retry-after': '2.0' },
    body: { errors: 'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.' },
  },
};

const UNKNOWN_TOKEN: ApiAnswer = {
  status: 401,
  body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
};
const NOT_FOUND: ApiAnswer = { status: 404, body: { errors: 'Not Found' } };

function answerOf(question: ApiQuestion, shop: SimulatedShop): ApiAnswer {
  if (question.method !== 'GET') return NOT_FOUND;
  if (LIST.test(question.path)) return orderList(question, shop);
  const order = shop.findOrder(ORDER.exec(question.path)?.[1] ?? '');
  return order === null ? NOT_FOUND : { status: 200, body: { order: shopifyOrder(order) } };
}

/** What was asked for on the first page goes along in `page_info`, with which no other filter may be given. */
function orderList({ query, headers, path }: ApiQuestion, shop: SimulatedShop): ApiAnswer {
  const info = query.get('page_info');
  if (info !== null && query.has('updated_at_min'))
    return { status: 400, body: { errors: 'updated_at_min cannot be passed with page_info' } };
  const asked = info === null ? query : new URLSearchParams(Buffer.from(info, 'base64url').toString());
  const [page, size] = [Number(asked.get('page') ?? 0), Math.min(250, Number(query.get('limit') ?? 50))];
  const orders = ordersChanged(shop, stretchOf(asked));
  const shown = pageOf(orders, page, size).map((order) => withFields(shopifyOrder(order), query.get('fields')));
  if ((page + 1) * size >= orders.length) return { status: 200, body: { orders: shown } };
  const next = nextPage(asked, page + 1);
  const link = `<http://${headers.host ?? ''}/shopify${path}?limit=${size}&page_info=${next}>; rel="next"`;
  return { status: 200, headers: { link }, body: { orders: shown } };
}

function nextPage(asked: URLSearchParams, page: number): string {
  const kept = { updated_at_min: asked.get('updated_at_min') ?? '', updated_at_max: asked.get('updated_at_max') ?? '', page: String(page) };
  return Buffer.from(new URLSearchParams(kept).toString()).toString('base64url');
}

/** Both included. */
function stretchOf(query: URLSearchParams): Stretch {
  const [from, until] = [Date.parse(query.get('updated_at_min') ?? ''), Date.parse(query.get('updated_at_max') ?? '')];
  return { fromMs: Number.isNaN(from) ? 0 : from, untilMs: Number.isNaN(until) ? Number.MAX_SAFE_INTEGER : until };
}

function withFields(order: Record<string, unknown>, fields: string | null): Record<string, unknown> {
  if (fields === null) return order;
  const names = fields.split(',').map((name) => name.trim());
  return Object.fromEntries(Object.entries(order).filter(([name]) => names.includes(name)));
}
