import { tokensFor } from '../api-answer.js';
import { cursorPages } from '../cursor-pages.js';
import { FieldReader } from '../field-reader.js';
import { listedOrder, numberOnly } from '../listed-order.js';
import type { ApiCall, Ask, ListedOrder, PlatformApi } from '../platform-api.js';
import { kuaishouHeader, readKuaishouOrder } from './kuaishou-order.js';
import { kuaishouRequest, RENEWAL } from './kuaishou-request.js';
import { kuaishouVerdict } from './kuaishou-verdict.js';

const DAY_MS = 86_400_000;
const ALL_ORDERS = 1;
const ALL_REFUNDS = 9;
const BY_CHANGE = { queryType: 2, sort: 2 };
const END = 'nomore';

export const kuaishouApi: PlatformApi = {
  baseUrl: 'https://openapi.kwaixiaodian.com',
  // Documented for the list of orders alone: 300 a second for an app. The rest is by the app's own quota.
  callsPerSecond: 10,
  // Orders may be asked for by 7 days, refunds by one.
  longestRangeMs: DAY_MS,
  request: kuaishouRequest,
  judge: kuaishouVerdict,
  renewal: ({ credentials, tokens }) => {
    const refreshToken = tokens ? tokens.refreshToken : credentials.refreshToken;
    return refreshToken ? { name: RENEWAL, params: { refreshToken } } : null;
  },
  tokensIn: tokensFor,
  fetchOrder,
  listChanged,
  read: readKuaishouOrder,
};

async function fetchOrder(orderNo: string, ask: Ask): Promise<Record<string, unknown> | null> {
  // A number of theirs is digits; anything else they cannot know, and would take for a mistake of the whole request.
  if (!/^\d{1,19}$/.test(orderNo)) return null;
  const order = await ask({ name: 'open.order.detail', params: { oid: orderNo } });
  if (order === null) return null;
  const refunds: unknown[] = [];
  for (const listed of FieldReader.of(order, '').optionalList('orderRefundList')) {
    const refund = await ask({ name: 'open.seller.order.refund.detail', params: { refundId: listed.id('refundId') } });
    if (refund !== null) refunds.push(refund);
  }
  return { order, refunds };
}

async function* listChanged(from: Date, until: Date, ask: Ask): AsyncGenerator<readonly ListedOrder[]> {
  const range = { beginTime: from.getTime(), endTime: until.getTime(), ...BY_CHANGE };
  const orders = { name: 'open.order.cursor.list', params: { ...range, orderViewStatus: ALL_ORDERS, pageSize: 50 } };
  for await (const page of pages(orders, 'cursor', 'orderList', ask)) yield page.map(listed);
  const refunds = { name: 'open.seller.order.refund.pcursor.list', params: { ...range, type: ALL_REFUNDS, pageSize: 100 } };
  for await (const page of pages(refunds, 'pcursor', 'refundOrderInfoList', ask)) yield page.map((refund) => numberOnly(refund.id('oid')));
}

/** The platform keeps the place. */
async function* pages(call: ApiCall, cursorName: string, listName: string, ask: Ask): AsyncGenerator<readonly FieldReader[]> {
  const askPage = (cursor: string, currentPage: number) => {
    const counted = cursorName === 'pcursor' ? { currentPage } : {};
    return ask({ name: call.name, params: { ...call.params, ...counted, [cursorName]: cursor } });
  };
  for await (const answer of cursorPages(askPage, (page) => nextIn(page, cursorName)))
    yield FieldReader.of(answer ?? {}, '').optionalList(listName);
}

function nextIn(answer: unknown, cursorName: string): string | null {
  const next = answer === null ? null : FieldReader.of(answer, '').optionalText(cursorName);
  return next === END ? null : next;
}

function listed(order: FieldReader): ListedOrder {
  return listedOrder(order.object('orderBaseInfo').id('oid'), () => kuaishouHeader(order));
}
