import { FieldFault, FieldReader } from '../field-reader.js';
import type { ApiCall, ApiTokens, Ask, ListedOrder, PlatformApi } from '../platform-api.js';
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
  tokensIn,
  fetchOrder,
  listChanged,
  read: readKuaishouOrder,
};

function tokensIn(data: unknown, now: Date): ApiTokens | null {
  try {
    const answer = FieldReader.of(data, '');
    const expiresAt = new Date(now.getTime() + answer.amount('expires_in') * 1_000);
    return { accessToken: textOf(answer, 'access_token'), refreshToken: answer.optionalText('refresh_token') || null, expiresAt };
  } catch (error) {
    if (error instanceof FieldFault) return null;
    throw error;
  }
}

function textOf(answer: FieldReader, name: string): string {
  const text = answer.optionalText(name) ?? '';
  if (text === '') throw answer.fault(name, 'field.required', 'is required');
  return text;
}

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
  for await (const page of pages(orders, 'cursor', 'orderList', ask)) yield page.map(listedOrder);
  const refunds = { name: 'open.seller.order.refund.pcursor.list', params: { ...range, type: ALL_REFUNDS, pageSize: 100 } };
  for await (const page of pages(refunds, 'pcursor', 'refundOrderInfoList', ask))
    yield page.map((refund) => ({ orderNo: refund.id('oid'), paidAt: null, paidFen: null }));
}

/** The platform keeps the place. A cursor that stays where it is would never end. */
async function* pages(call: ApiCall, cursorName: string, listName: string, ask: Ask): AsyncGenerator<readonly FieldReader[]> {
  let cursor = '';
  for (let currentPage = 1; ; currentPage += 1) {
    const counted = cursorName === 'pcursor' ? { currentPage } : {};
    const data = await ask({ name: call.name, params: { ...call.params, ...counted, [cursorName]: cursor } });
    if (data === null) return;
    const answer = FieldReader.of(data, '');
    yield answer.optionalList(listName);
    const next = answer.optionalText(cursorName) ?? '';
    if (next === '' || next === END || next === cursor) return;
    cursor = next;
  }
}

function listedOrder(order: FieldReader): ListedOrder {
  const orderNo = order.object('orderBaseInfo').id('oid');
  try {
    const { paidAt, lines } = kuaishouHeader(order);
    const paidFen = lines.reduce((sum, line) => sum + line.paidFen, 0);
    return { orderNo, paidAt: paidAt === null ? null : new Date(paidAt), paidFen };
  } catch (error) {
    if (error instanceof FieldFault) return { orderNo, paidAt: null, paidFen: null };
    throw error;
  }
}
