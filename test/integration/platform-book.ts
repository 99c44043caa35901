import {
  type LineDraft,
  type RefundKind,
  seededRandom,
  type SimulatedPlatform,
  type SimulatedShop,
} from '../../src/modules/platform-simulator/index.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a platform's orders can be, and what it tells of their refunds. */
interface Means {
  readonly lines: number;
  readonly gifts: boolean;
  /** Otherwise freight can only be told from goods where all of the goods' money goes back. */
  readonly isFreightTold: boolean;
  /** Freight lies in what was paid for the lines, shared out among them to a fen that nobody can tell. */
  readonly isFreightShared?: boolean;
}

const MEANS: Readonly<Record<SimulatedPlatform, Means>> = {
  douyin: { lines: 3, gifts: true, isFreightTold: true },
  kuaishou: { lines: 1, gifts: false, isFreightTold: false },
  weixin: { lines: 3, gifts: true, isFreightTold: false },
  tiktok: { lines: 3, gifts: true, isFreightTold: true },
  youzan: { lines: 3, gifts: true, isFreightTold: false, isFreightShared: true },
  shopify: { lines: 3, gifts: true, isFreightTold: true },
  woocommerce: { lines: 3, gifts: true, isFreightTold: true },
};

type Random = () => number;

/** One thing that will happen in a shop. */
interface Event {
  readonly at: number;
  happen(at: Date): void;
}

const FATES = [
  'kept',
  'kept',
  'unpaid',
  'part',
  'parts',
  'freight',
  'whole',
  'returned',
  'refused',
  'withdrawn',
  'exchanged',
  'resent',
  'closed',
] as const;
type Fate = (typeof FATES)[number];

/**
 * Plays a book of orders in a shop: four days until the last four o'clock in the morning of Beijing, in the order in which things happened.
 * The same for the same seed and day, whatever the time: what goes over midnight does so always.
 */
export function playBook(shop: SimulatedShop, seed: number, count = 40): void {
  const end = lastFourOClock();
  const random = seededRandom(seed);
  const events: Event[] = [];
  for (let index = 0; index < count; index += 1) {
    const fate = FATES[index % FATES.length] ?? 'kept';
    const createdAt = end - 96 * HOUR + Math.floor(random() * 48 * 60) * MINUTE + index * 1_000;
    new Story(shop, MEANS[shop.draft.platform], fate, random, events).begin(createdAt, index);
  }
  // Events plan others: the earliest is always the next.
  while (events.length > 0) {
    const [next] = events.splice(
      events.reduce((best, event, index) => (event.at < (events[best]?.at ?? Infinity) ? index : best), 0),
      1,
    );
    next?.happen(new Date(next.at));
  }
}

function lastFourOClock(): number {
  const now = Date.now();
  return now - ((now + 4 * HOUR) % DAY);
}

class Story {
  private orderNo = '';

  constructor(
    private readonly shop: SimulatedShop,
    private readonly means: Means,
    private readonly fate: Fate,
    private readonly random: Random,
    private readonly events: Event[],
  ) {}

  begin(createdAt: number, index: number): void {
    const freightFen = index % 3 === 0 || this.fate === 'freight' ? 800 : 0;
    const isWholeLine = ['freight', 'whole', 'returned', 'closed'].includes(this.fate);
    const isOneLine = this.means.isFreightShared === true && freightFen > 0 && isWholeLine;
    const lines = isOneLine ? this.lines(index).slice(0, 1) : this.lines(index);
    const live = index % 2 === 0 ? { roomId: '7301234567890123456', hostId: '7100000000000000001' } : {};
    this.plan(createdAt, 0, (at) => {
      this.orderNo = this.shop.createOrder({ at, lines, freightFen, ...live }).orderNo;
    });
    if (this.fate === 'unpaid') return this.plan(createdAt, 30, (at) => this.shop.close(this.orderNo, at));
    const paidAt = createdAt + this.minutes(1, 20);
    this.plan(paidAt, 0, (at) => this.shop.pay(this.orderNo, at));
    this.tellFate(paidAt);
    if (index % 4 === 1) this.plan(paidAt, 2, (at) => this.shop.changeAddress(this.orderNo, '新地址街9号', at));
  }

  private tellFate(paidAt: number): void {
    if (this.fate === 'closed') {
      this.refund(paidAt + this.minutes(30, 60), { share: 1 });
      return this.plan(paidAt, 120, (at) => this.shop.close(this.orderNo, at));
    }
    if (this.fate !== 'whole') this.plan(paidAt, 300, (at) => this.shop.ship(this.orderNo, at));
    if (this.fate === 'kept') this.plan(paidAt, 1_000, (at) => this.shop.complete(this.orderNo, at));
    const later = paidAt + this.minutes(400, 1_400);
    if (this.fate === 'part' || this.fate === 'parts') this.refund(later, { share: 0.4 });
    if (this.fate === 'parts') this.refund(later + 120 * MINUTE, { share: 0.3, steps: ['agreed', 'succeeded'] });
    if (this.fate === 'freight') this.refund(later, { share: this.means.isFreightTold ? 0.5 : 1, freightFen: 800 });
    if (this.fate === 'whole') this.refund(paidAt + 60 * MINUTE, { share: 1 });
    if (this.fate === 'returned') this.refund(later, { share: 1, kind: 'return', steps: ['agreed', 'succeeded'] });
    if (this.fate === 'refused') this.refund(later, { share: 0.5, steps: ['refused'] });
    if (this.fate === 'withdrawn') this.refund(later, { share: 0.5, steps: ['withdrawn'] });
    if (this.fate === 'exchanged') this.refund(later, { share: 0, kind: 'exchange', steps: ['agreed', 'succeeded'] });
    if (this.fate === 'resent') this.refund(later, { share: 0, kind: 'resend' });
  }

  private refund(
    appliedAt: number,
    draft: { share: number; freightFen?: number; kind?: RefundKind; steps?: readonly ('agreed' | 'succeeded' | 'refused' | 'withdrawn')[] },
  ): void {
    const { share, freightFen = 0, kind = 'refund', steps = ['succeeded'] } = draft;
    this.plan(appliedAt, 0, (at) => {
      const [line] = this.shop.getOrder(this.orderNo).lines;
      const amountFen = Math.floor((line?.paidFen ?? 0) * share);
      const quantity = share === 1 ? (line?.quantity ?? 1) : 1;
      const { refundNo } = this.shop.refund(this.orderNo, 0, amountFen, { at, kind, freightFen, quantity });
      steps.forEach((step, index) => this.plan(appliedAt, 25 * (index + 1), (then) => this.shop.moveRefund(refundNo, step, then)));
    });
  }

  private lines(index: number): LineDraft[] {
    const count = 1 + Math.floor(this.random() * this.means.lines);
    const paid = Array.from({ length: count }, (_, line) => this.line(index, line, 500 + Math.floor(this.random() * 20_000), false));
    return this.means.gifts && index % 5 === 0 ? [...paid, this.line(index, count, 0, true)] : paid;
  }

  private line(index: number, line: number, paidFen: number, isGift: boolean): LineDraft {
    const item = 3_600_000_001 + ((index + line * 3) % 9);
    const quantity = isGift ? 1 : 1 + Math.floor(this.random() * 3);
    return { itemId: String(item), skuId: String(item + 1_000), title: '怀仁细瓷碗', quantity, paidFen, isGift };
  }

  private minutes(least: number, most: number): number {
    return (least + Math.floor(this.random() * (most - least))) * MINUTE;
  }

  private plan(from: number, minutes: number, happen: (at: Date) => void): void {
    this.events.push({ at: from + minutes * MINUTE, happen });
  }
}
