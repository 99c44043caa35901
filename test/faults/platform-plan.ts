import type { Item, Seller } from './catalogue.ts';
import { payTime, refundTime } from './instants.ts';
import type { Line, Order, OrderBook, Refund } from './order-book.ts';
import type { Random } from './random.ts';

/** A push: the sender repeats these very bytes until they are acknowledged. */
export interface Message {
  readonly id: string;
  readonly seller: Seller;
  readonly body: string;
}

export interface PlanOptions {
  readonly cycle: number;
  readonly orders: number;
  /** Of payments and refunds. */
  readonly shareAtMidnight: number;
}

const EARLIER_ORDERS_TOUCHED = 0.15;
const DUPLICATES = 0.15;
const DISORDER = 80;
const REPEATED_AFTER = 120;

/** What the platforms tell in a cycle, in the order of telling: new orders, refunds of old ones, repeats, all overtaking each other. Enters the outcome into the book. */
export function planMessages(random: Random, sellers: readonly Seller[], book: OrderBook, options: PlanOptions): Message[] {
  const earlier = random.shuffled(
    book.all().filter(({ orderNo, refunds, paidAt }) => isPlatforms(orderNo) && paidAt !== null && refunds.length === 0),
  );
  const stories = [
    ...Array.from({ length: options.orders }, (_, index) => newOrder(random, random.pick(sellers), index, options)),
    ...earlier.slice(0, Math.floor(options.orders * EARLIER_ORDERS_TOUCHED)).map((order) => [refunded(random, order, options)]),
  ];
  for (const story of stories) book.enter(story.at(-1)!);
  return inDisorder(
    random,
    stories.flatMap((story) => story.map((order) => toMessage(order))),
  );
}

const isPlatforms = (orderNo: string): boolean => orderNo.startsWith('69');

/** The versions of an order as they come about; the last is what counts. */
function newOrder(random: Random, seller: Seller, index: number, { cycle, shareAtMidnight }: PlanOptions): Order[] {
  const paidAt = payTime(random, shareAtMidnight);
  const orderNo = `69${String(cycle).padStart(6, '0')}${String(index).padStart(10, '0')}`;
  const paid: Order = { orderNo, seller, paidAt, lines: linesOf(random, seller.items), refunds: [], version: 2 };
  const created: Order = { ...paid, paidAt: null, version: 1 };
  const next = { random, shareAtMidnight };
  const ending = random.next();
  if (ending < 0.05) return [created, { ...created, version: 3 }];
  const told = random.chance(0.3) ? [created, paid] : [paid];
  if (ending < 0.1) return [...told, { ...paid, version: 3, lines: linesOf(random, seller.items) }];
  if (ending < 0.25) return [...told, refunded(random, paid, next)];
  if (ending < 0.35) return [...told, requested(refunded(random, paid, next)), laterVersion(refunded(random, paid, next))];
  if (ending < 0.45) return takenBack(told, refunded(random, paid, next));
  return told;
}

function linesOf(random: Random, items: readonly Item[]): Line[] {
  return Array.from({ length: random.int(1, 3) }, (_, index) => ({
    lineNo: String(index + 1),
    item: random.pick(items),
    quantity: random.int(1, 5),
    paidFen: random.int(1, 100_000),
  }));
}

function refunded(random: Random, order: Order, { shareAtMidnight }: Pick<PlanOptions, 'shareAtMidnight'>): Order {
  const line = random.pick(order.lines);
  const refund: Refund = {
    refundNo: 'R1',
    lineNo: line.lineNo,
    amountFen: random.int(1, line.paidFen),
    succeededAt: refundTime(random, order.paidAt ?? '', shareAtMidnight),
    status: 'succeeded',
  };
  return { ...order, refunds: [refund], version: order.version + 1 };
}

const withStatus = (order: Order, status: Refund['status']): Order => ({
  ...order,
  refunds: order.refunds.map((refund) => ({ ...refund, status })),
});
const requested = (order: Order): Order => withStatus(order, 'requested');
const laterVersion = (order: Order): Order => ({ ...order, version: order.version + 1 });
const takenBack = (told: readonly Order[], order: Order): Order[] => [...told, order, laterVersion(withStatus(order, 'cancelled'))];

function toMessage({ orderNo, seller, paidAt, lines, refunds, version }: Order): Message {
  const time = paidAt ?? '2026-02-26T12:00:00+08:00';
  const data = {
    orderNo,
    version,
    status: paidAt === null ? 'created' : 'paid',
    createdAt: time,
    paidAt,
    channel: 'live',
    lines: lines.map(({ lineNo, item, quantity, paidFen }) => ({ lineNo, itemId: item.itemId, quantity, paidFen })),
    refunds,
  };
  return { id: `${orderNo}-${version}`, seller, body: JSON.stringify({ type: 'order.changed', timestamp: time, data }) };
}

/** Later messages overtake earlier ones, and some come again, at once or much later. */
function inDisorder(random: Random, messages: readonly Message[]): Message[] {
  const repeats = messages.flatMap((message, index) =>
    random.chance(DUPLICATES) ? [{ message, index: index + random.int(0, REPEATED_AFTER) }] : [],
  );
  return [...messages.map((message, index) => ({ message, index })), ...repeats]
    .map(({ message, index }) => ({ message, place: index + random.next() * DISORDER }))
    .sort((a, b) => a.place - b.place)
    .map(({ message }) => message);
}
