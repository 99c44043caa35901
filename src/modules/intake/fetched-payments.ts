import type { Ask, ListedOrder, PlatformApi } from './platforms/platform-api.js';
import type { Reading } from './platforms/platform-adapter.js';

type Payment = Pick<ListedOrder, 'paidAt' | 'paidFen'>;

const HOME_CURRENCY = 'CNY';
const UNKNOWN: Payment = { paidAt: null, paidFen: null };

/** The listed orders with their payments, each fetched once: for platforms whose list tells numbers only. */
export async function* withPayments(
  pages: AsyncIterable<readonly ListedOrder[]>,
  shopDbId: string,
  api: PlatformApi,
  ask: Ask,
): AsyncGenerator<readonly ListedOrder[]> {
  const fetched = new Set<string>();
  for await (const page of pages) {
    for (const { orderNo } of page) {
      if (fetched.has(orderNo)) continue;
      fetched.add(orderNo);
      const body = await api.fetchOrder(orderNo, ask);
      if (body !== null) yield [{ orderNo, ...paymentIn(api.read({ shopDbId, key: orderNo, body })) }];
    }
  }
}

/** What cannot be read here ends in quarantine when the order itself is fetched and read. */
function paymentIn(reading: Reading): Payment {
  const header = 'said' in reading ? reading.said.find((said) => said.header !== null)?.header : undefined;
  if (header == null || header.paidAt === null || header.voidReason !== null) return UNKNOWN;
  const paidFen = header.lines.reduce((sum, line) => sum + line.paidFen, 0);
  return { paidAt: new Date(header.paidAt), paidFen: header.currency === HOME_CURRENCY ? paidFen : null };
}
