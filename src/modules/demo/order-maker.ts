import type { DemoShop, ShopItem } from './demo-catalogue.js';
import type { DemoLine, DemoOrder, DemoRefund, RoomOfOrder } from './demo-order.js';
import { after, roundToTick, type Pace } from './pace.js';
import type { Random } from './random.js';
import { makeRefunds } from './refund-maker.js';

export interface OrderSetting {
  readonly orderNo: string;
  readonly shop: DemoShop;
  readonly room: RoomOfOrder | null;
  readonly channel: DemoOrder['channel'];
  readonly createdAtMs: number;
  readonly pace: Pace;
}

const UNPAID_SHARE = 0.04;
const ANNOUNCED_SHARE = 0.35;
const SHIPPED_SHARE = 0.88;
const COMPLETED_SHARE = 0.6;
const FREIGHT_SHARE = 0.3;
const GIFT_SHARE = 0.04;

export function makeOrder(random: Random, setting: OrderSetting): DemoOrder {
  const { orderNo, shop, room, channel, pace } = setting;
  const createdAtMs = roundToTick(setting.createdAtMs, pace.tickMs);
  const lines = makeLines(random, shop);
  const freightFen = random.chance(FREIGHT_SHARE) ? random.int(6, 12) * 100 : 0;
  const buyerId = `b${random.int(100_000, 999_999)}`;
  const whole = {
    orderNo,
    shop,
    room,
    channel,
    buyerId,
    freightFen,
    createdAtMs,
    lines,
    announcesCreation: random.chance(ANNOUNCED_SHARE),
  };
  return { ...whole, ...makeLife(random, whole, pace) };
}

type Life = Pick<DemoOrder, 'paidAtMs' | 'shippedAtMs' | 'completedAtMs' | 'closedAtMs' | 'refunds'>;

function makeLife(random: Random, order: Omit<DemoOrder, keyof Life>, pace: Pace): Life {
  const paidAtMs = after(random, order.createdAtMs, pace.pay, pace.tickMs);
  if (random.chance(UNPAID_SHARE)) return { paidAtMs: null, shippedAtMs: null, completedAtMs: null, closedAtMs: paidAtMs, refunds: [] };
  const shippedAtMs = random.chance(SHIPPED_SHARE) ? after(random, paidAtMs, pace.ship, pace.tickMs) : null;
  const completed = shippedAtMs !== null && random.chance(COMPLETED_SHARE);
  const completedAtMs = completed ? after(random, shippedAtMs, pace.complete, pace.tickMs) : null;
  const refunds = makeRefunds(random, order, paidAtMs, shippedAtMs, pace);
  if (!refundsEverything(order.lines, refunds)) return { paidAtMs, shippedAtMs, completedAtMs, closedAtMs: null, refunds };
  const closedAtMs = Math.max(...refunds.map((refund) => refund.decidedAtMs));
  const keeps = (atMs: number | null) => (atMs !== null && atMs < closedAtMs ? atMs : null);
  return { paidAtMs, shippedAtMs: keeps(shippedAtMs), completedAtMs: keeps(completedAtMs), closedAtMs, refunds };
}

function makeLines(random: Random, shop: DemoShop): DemoOrder['lines'] {
  const first = makeLine(random, '1', random.pick(shop.items));
  const count = random.chance(0.78) ? 1 : random.chance(0.7) ? 2 : 3;
  const others = Array.from({ length: count - 1 }, (_, index) => makeLine(random, String(index + 2), random.pick(shop.items)));
  if (!random.chance(GIFT_SHARE)) return [first, ...others];
  return [first, ...others, { lineNo: String(count + 1), item: shop.items[0], quantity: 1, paidFen: 0, isGift: true }];
}

/** Coupons are split over lines by the platforms, so amounts end in any fen. */
function makeLine(random: Random, lineNo: string, item: ShopItem): DemoLine {
  const quantity = random.chance(0.8) ? 1 : random.int(2, random.chance(0.1) ? 12 : 4);
  const full = item.priceFen * quantity;
  const couponFen = random.chance(0.35) ? Math.min(random.int(1, 20) * 50 + random.int(0, 49), Math.floor(full / 4)) : 0;
  return { lineNo, item, quantity, paidFen: full - couponFen, isGift: false };
}

function refundsEverything(lines: readonly DemoLine[], refunds: readonly DemoRefund[]): boolean {
  const succeeded = refunds.filter((refund) => refund.outcome === 'succeeded').reduce((sum, refund) => sum + refund.amountFen, 0);
  return succeeded === lines.reduce((sum, line) => sum + line.paidFen, 0);
}
