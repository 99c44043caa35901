import { tokensFor } from '../api-answer.js';
import { FieldFault, FieldReader } from '../field-reader.js';
import { listedOrder, numberOnly } from '../listed-order.js';
import type { ApiCall, Ask, ListedOrder, PlatformApi } from '../platform-api.js';
import { memberOf } from '../pushed-json.js';
import { douyinHeader, readDouyinOrder } from './douyin-order.js';
import { douyinRequest, RENEWAL } from './douyin-request.js';
import { douyinVerdict } from './douyin-verdict.js';

const PAGE_SIZE = 100;
const DAY_MS = 86_400_000;

export const douyinApi: PlatformApi = {
  baseUrl: 'https://openapi-fxg.jinritemai.com',
  // Not published as a number; each app has its own quota in the console.
  callsPerSecond: 10,
  // Of one search at most 50,000 orders can be paged through.
  longestRangeMs: DAY_MS,
  request: douyinRequest,
  judge: douyinVerdict,
  renewal: ({ credentials, tokens }) => {
    const refreshToken = tokens ? tokens.refreshToken : credentials.refreshToken;
    return refreshToken ? { name: RENEWAL, params: { grant_type: 'refresh_token', refresh_token: refreshToken } } : null;
  },
  tokensIn: tokensFor,
  fetchOrder,
  listChanged,
  read: readDouyinOrder,
};

async function fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null> {
  const detail = await ask({ name: 'order.orderDetail', params: { shop_order_id: orderNo } });
  if (detail === null) return null;
  const cases: unknown[] = [];
  for await (const page of pages({ name: 'afterSale.List', params: { order_id: orderNo, need_special_type: true } }, 'items', ask))
    cases.push(...page);
  return { order: memberOf(detail, 'shop_order_detail'), afterSales: cases };
}

async function* listChanged(from: Date, until: Date, ask: Ask): AsyncGenerator<readonly ListedOrder[]> {
  // Both bounds belong to the platform's stretch, in whole seconds.
  const first = Math.floor(from.getTime() / 1_000);
  const last = Math.ceil(until.getTime() / 1_000) - 1;
  if (last < first) return;
  const range = { update_time_start: first, update_time_end: last, order_by: 'update_time', order_asc: true };
  for await (const page of pages({ name: 'order.searchList', params: range }, 'shop_order_list', ask)) yield page.map(listed);
  const cases = { update_start_time: first, update_end_time: last, order_by: ['update_time asc'], need_special_type: true };
  for await (const page of pages({ name: 'afterSale.List', params: cases }, 'items', ask)) yield page.map(listedCase);
}

/**
 * From the last page to the first: what is changed meanwhile leaves the stretch and moves the rest towards the beginning, where it is
 * still to be read. Page 0 comes twice, because it had to be asked for the total.
 */
async function* pages(call: ApiCall, listName: string, ask: Ask): AsyncGenerator<readonly unknown[]> {
  const firstPage = await pageAt(call, 0, listName, ask);
  for (let page = Math.ceil(firstPage.total / PAGE_SIZE) - 1; page > 0; page -= 1) yield (await pageAt(call, page, listName, ask)).items;
  yield firstPage.total > PAGE_SIZE ? (await pageAt(call, 0, listName, ask)).items : firstPage.items;
}

async function pageAt(call: ApiCall, page: number, listName: string, ask: Ask): Promise<{ total: number; items: readonly unknown[] }> {
  const data = await ask({ name: call.name, params: { ...call.params, page, size: PAGE_SIZE } });
  if (data === null) return { total: 0, items: [] };
  const items = memberOf(data, listName) ?? [];
  if (!Array.isArray(items)) throw new FieldFault('field.list', `/${listName}`, 'must be a list');
  return { total: FieldReader.of(data, '').amount('total'), items };
}

function listed(told: unknown): ListedOrder {
  const order = FieldReader.of(told, '');
  return listedOrder(order.id('order_id'), () => douyinHeader(order));
}

function listedCase(told: unknown): ListedOrder {
  return numberOnly(FieldReader.of(told, '').object('order_info').id('shop_order_id'));
}
