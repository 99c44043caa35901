import type { DemoLine, DemoOrder, DemoRefund } from './demo-order.js';
import { after, type Pace } from './pace.js';
import type { Random } from './random.js';

const CANCELLED_SHARE = 0.015;
const REFUSED_SHARE = 0.006;
const SECOND_REFUND_SHARE = 0.06;
const COMPENSATION_SHARE = 0.3;
const REQUESTED_FIRST_SHARE = 0.4;

type RefundedOrder = Pick<DemoOrder, 'orderNo' | 'lines' | 'freightFen'>;
type Decision = Pick<DemoRefund, 'amountFen' | 'freightFen' | 'quantity' | 'reason' | 'outcome'>;

/** What will be given back of a paid order. The succeeded refunds of a line never exceed what was paid for it. */
export function makeRefunds(random: Random, order: RefundedOrder, paidAtMs: number, shippedAtMs: number | null, pace: Pace): DemoRefund[] {
  const paidLines = order.lines.filter((line) => line.paidFen > 0);
  if (random.chance(CANCELLED_SHARE)) return cancelAll(order, paidLines, after(random, paidAtMs, [pace.pay[1], pace.ship[0]], pace.tickMs));
  return paidLines.flatMap((line) => makeLineRefunds(random, order, line, shippedAtMs ?? paidAtMs, pace));
}

function cancelAll(order: RefundedOrder, lines: readonly DemoLine[], decidedAtMs: number): DemoRefund[] {
  return lines.map((line, index) => {
    const freightFen = index === 0 ? order.freightFen : 0;
    const whole: Decision = { amountFen: line.paidFen, freightFen, quantity: line.quantity, reason: '未发货退款', outcome: 'succeeded' };
    return { refundNo: `R${order.orderNo}${line.lineNo}`, line, ...whole, requestedAtMs: null, decidedAtMs };
  });
}

function makeLineRefunds(random: Random, order: RefundedOrder, line: DemoLine, fromMs: number, pace: Pace): DemoRefund[] {
  if (random.chance(REFUSED_SHARE)) return [makeRefund(random, order, line, '1', refusal(line), fromMs, pace)];
  if (!random.chance(line.item.product.goods.refundRate)) return [];
  const first = makeRefund(random, order, line, '1', decide(random, line), fromMs, pace);
  const restFen = line.paidFen - first.amountFen;
  if (restFen === 0 || !random.chance(SECOND_REFUND_SHARE)) return [first];
  const rest: Decision = { ...decide(random, line), amountFen: random.int(1, restFen), quantity: 0 };
  return [first, makeRefund(random, order, line, '2', rest, first.decidedAtMs, pace)];
}

/** Some pieces come back, or the buyer keeps them and is compensated in part. */
function decide(random: Random, line: DemoLine): Decision {
  const quantity = random.int(1, line.quantity);
  const shareFen = Math.floor((line.paidFen * quantity) / line.quantity);
  const isCompensation = random.chance(COMPENSATION_SHARE);
  const amountFen = Math.max(1, isCompensation ? Math.floor((shareFen * random.int(20, 60)) / 100) : shareFen);
  const reason = random.pick(line.item.product.goods.refundReasons);
  return { amountFen, freightFen: 0, quantity: isCompensation ? 0 : quantity, reason, outcome: 'succeeded' };
}

function refusal(line: DemoLine): Decision {
  return { amountFen: line.paidFen, freightFen: 0, quantity: line.quantity, reason: '七天无理由', outcome: 'refused' };
}

function makeRefund(
  random: Random,
  order: RefundedOrder,
  line: DemoLine,
  suffix: string,
  decision: Decision,
  fromMs: number,
  pace: Pace,
): DemoRefund {
  const decidedAtMs = after(random, fromMs, pace.refund, pace.tickMs);
  const isRequestedFirst = decision.outcome === 'refused' || random.chance(REQUESTED_FIRST_SHARE);
  const requestedAtMs = isRequestedFirst ? Math.floor((fromMs + decidedAtMs) / 2 / pace.tickMs) * pace.tickMs : null;
  return { refundNo: `R${order.orderNo}${line.lineNo}${suffix}`, line, ...decision, requestedAtMs, decidedAtMs };
}
