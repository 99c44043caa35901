// The lives of orders as a shop tells them: seven of ten events are new orders, two say that an order was sent, one tells a refund.
import type { PushedContent } from './intake-messages.ts';

export interface SoldItem {
  readonly itemId: string;
  readonly priceFen: number;
}

interface Sale extends SoldItem {
  readonly orderNo: string;
  readonly paidAt: string;
}

/** Orders whose next event is due: a sale is sent or comes back after so many others. */
const AFTER_SALES = 20;
const PER_TEN = { isNew: 7, isSent: 9 };

export class SaleEvents {
  private readonly sales: Sale[] = [];
  private told = 0;
  private followed = 0;
  private readonly series: string;

  constructor(series: string) {
    this.series = series;
  }

  get orders(): number {
    return this.sales.length;
  }

  next(item: SoldItem): PushedContent {
    const turn = this.told % 10;
    this.told += 1;
    const earlier = this.sales[this.followed];
    if (turn < PER_TEN.isNew || earlier === undefined || this.sales.length < AFTER_SALES) return this.sell(item);
    this.followed += 1;
    return turn < PER_TEN.isSent
      ? this.say(earlier, { version: 2, status: 'shipped', shippedAt: now() })
      : this.say(earlier, refunded(earlier));
  }

  sell(item: SoldItem): PushedContent {
    const sale = { ...item, orderNo: `${this.series}${String(this.sales.length).padStart(9, '0')}`, paidAt: now() };
    this.sales.push(sale);
    return this.say(sale, { version: 1, status: 'paid' });
  }

  private say({ orderNo, itemId, priceFen, paidAt }: Sale, more: { version: number; [name: string]: unknown }): PushedContent {
    const lines = [{ lineNo: '1', itemId, skuId: 's1', title: '沁州黄小米 5 斤装', quantity: 1, paidFen: priceFen, isGift: false }];
    const data = {
      orderNo,
      createdAt: paidAt,
      paidAt,
      roomId: null,
      channel: 'live',
      freightFen: 0,
      currency: 'CNY',
      lines,
      refunds: [],
      ...more,
    };
    const event = { type: 'order.changed', timestamp: now(), data };
    return { id: `msg_${orderNo}_${more.version}`, body: Buffer.from(JSON.stringify(event)) };
  }
}

function refunded({ orderNo, priceFen }: Sale): { version: number; [name: string]: unknown } {
  const refund = { refundNo: `R${orderNo}`, lineNo: '1', amountFen: Math.floor(priceFen / 2), succeededAt: now(), reason: '不想要了' };
  return { version: 2, status: 'paid', refunds: [refund] };
}

function now(): string {
  return new Date().toISOString();
}
