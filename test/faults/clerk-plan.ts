import type { Seller } from './catalogue.ts';
import { payTime, refundTime } from './instants.ts';
import type { Line, OrderBook, Refund } from './order-book.ts';
import type { PlanOptions } from './platform-plan.ts';
import type { Random } from './random.ts';

/** An order typed by a person, and what the person does with it afterwards. */
export interface HandTask {
  /** Also what the Idempotency-Keys begin with. */
  readonly key: string;
  readonly seller: Seller;
  readonly paidAt: string;
  readonly lines: readonly Line[];
  readonly refund: Refund | null;
  readonly isVoided: boolean;
  /** The form is sent again although it was answered: a double click. */
  readonly isSentTwice: boolean;
}

const SHARE_OF_ORDERS = 0.15;

export function planHandTasks(random: Random, sellers: readonly Seller[], book: OrderBook, options: PlanOptions): HandTask[] {
  const tasks = Array.from({ length: Math.ceil(options.orders * SHARE_OF_ORDERS) }, (_, index) =>
    newTask(random, random.pick(sellers), index, options),
  );
  for (const { key, seller, paidAt, lines, refund, isVoided } of tasks)
    book.enter({ orderNo: key, seller, paidAt: isVoided ? null : paidAt, lines, refunds: refund === null ? [] : [refund], version: 1 });
  return tasks;
}

function newTask(random: Random, seller: Seller, index: number, { cycle, shareAtMidnight }: PlanOptions): HandTask {
  const paidAt = payTime(random, shareAtMidnight);
  const known = seller.items.filter(({ productId }) => productId !== null);
  const lines = Array.from({ length: random.int(1, 2) }, (_, line) => ({
    lineNo: String(line + 1),
    item: random.pick(known),
    quantity: random.int(1, 9),
    paidFen: random.int(1, 50_000),
  }));
  const ending = random.next();
  return {
    key: `hand-${cycle}-${index}`,
    seller,
    paidAt,
    lines,
    refund: ending < 0.3 ? refundOf(random, lines[0]!, paidAt, shareAtMidnight) : null,
    isVoided: ending > 0.85,
    isSentTwice: random.chance(0.25),
  };
}

function refundOf(random: Random, { lineNo, paidFen }: Line, paidAt: string, shareAtMidnight: number): Refund {
  const succeededAt = refundTime(random, paidAt, shareAtMidnight);
  return { refundNo: 'H1', lineNo, amountFen: random.int(1, paidFen), succeededAt, status: 'succeeded' };
}
