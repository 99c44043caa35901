import type { SimulatedPlatform } from './platform-side.js';
import type { LineDraft, OrderDraft, RefundDraft } from './simulated-order.js';

export type LifeStep = 'pay' | 'close' | 'ship' | 'complete' | 'apply-for-refund' | 'pay-back';

/** What becomes of an order, from the moment it is made. */
export interface OrderLife {
  readonly order: Omit<OrderDraft, 'at'>;
  readonly steps: readonly { readonly afterMs: number; readonly step: LifeStep }[];
  /** Of the first line: some of what one piece of it cost. */
  readonly refund: Omit<RefundDraft, 'at'> & { readonly amountFen: number };
}

export const SOLD_ITEMS = [
  { itemId: '3600000000000000001', skuId: '1700000000000001', title: '示例·怀仁陶瓷碗' },
  { itemId: '3600000000000000002', skuId: '1700000000000002', title: '示例·怀仁陶瓷盘' },
  { itemId: '3600000000000000003', skuId: '1700000000000003', title: '示例·怀仁陶瓷壶' },
] as const;

/** Their APIs tell one amount of a refund, of which freight may be an untold part: no ledger could know the goods' share. */
const HIDE_REFUNDED_FREIGHT: readonly SimulatedPlatform[] = ['kuaishou', 'weixin', 'youzan'];
/** An order there is of one item. */
const ONE_LINE: readonly SimulatedPlatform[] = ['kuaishou'];
const FREIGHT_FEN = 800;
const UNPAID_SHARE = 0.08;
const REFUND_SHARE = 0.3;
/** Platforms write seconds: two changes of an order in one second could not be told apart by their times. */
const STEP_MS = [1_100, 2_600] as const;

/** Random numbers are drawn in a fixed order: the same seed sells the same. */
export function planLife(platform: SimulatedPlatform, random: () => number): OrderLife {
  const lines = inventLines(ONE_LINE.includes(platform) ? 1 : 2, random);
  const freightFen = random() < 0.5 ? FREIGHT_FEN : 0;
  const isLive = random() < 0.5;
  const order = {
    lines,
    freightFen,
    ...(isLive ? { roomId: '7318296342189919001', hostId: '98765432101' } : { channel: 'card' as const }),
  };
  const { steps, isShipped } = planSteps(random);
  const returnsFreight = random() < 0.3 && !HIDE_REFUNDED_FREIGHT.includes(platform);
  return { order, steps, refund: inventRefund(lines[0], isShipped, returnsFreight ? freightFen : 0, random) };
}

function inventLines(most: number, random: () => number): [LineDraft, ...LineDraft[]] {
  const first = Math.floor(random() * SOLD_ITEMS.length);
  const inventLine = (offset: number): LineDraft => {
    const item = SOLD_ITEMS[(first + offset) % SOLD_ITEMS.length] ?? SOLD_ITEMS[0];
    const quantity = wholeNumber([1, 3], random);
    return { ...item, quantity, paidFen: wholeNumber([500, 9_999], random) * quantity + wholeNumber([0, quantity - 1], random) };
  };
  const lines: [LineDraft, ...LineDraft[]] = [inventLine(0)];
  if (most > 1 && random() < 0.4) lines.push(inventLine(1));
  return lines;
}

function planSteps(random: () => number): { steps: OrderLife['steps']; isShipped: boolean } {
  let afterMs = 0;
  const plan = (...steps: LifeStep[]) => steps.map((step) => ({ afterMs: (afterMs += wholeNumber(STEP_MS, random)), step }));
  if (random() < UNPAID_SHARE) return { steps: plan('close'), isShipped: false };
  if (random() >= REFUND_SHARE) return { steps: plan('pay', 'ship', ...(random() < 0.5 ? ['complete' as const] : [])), isShipped: true };
  const isShipped = random() < 0.6;
  const steps = isShipped ? plan('pay', 'ship', 'apply-for-refund', 'pay-back') : plan('pay', 'apply-for-refund', 'pay-back', 'ship');
  return { steps, isShipped };
}

function inventRefund({ paidFen, quantity }: LineDraft, isShipped: boolean, freightFen: number, random: () => number): OrderLife['refund'] {
  const pieceFen = Math.floor(paidFen / quantity);
  const kind = isShipped && random() < 0.5 ? 'return' : 'refund';
  const reason = isShipped && random() < 0.4 ? '商品破损' : '不想要了';
  return { amountFen: wholeNumber([1, pieceFen], random), kind, freightFen, quantity: 1, reason };
}

/** Both ends included. */
function wholeNumber([least, most]: readonly [number, number], random: () => number): number {
  return least + Math.floor(random() * (most - least + 1));
}
