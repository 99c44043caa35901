import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import { ShopIds } from '../shops/index.js';
import type { OrderDto } from './order.dto.js';
import { OrderIds } from './order-id.js';
import type { StoredOrder } from './order-reading.repository.js';

/** Orders as the API shows them. */
@Injectable()
export class OrderView {
  constructor(
    private readonly shopIds: ShopIds,
    private readonly orderIds: OrderIds,
  ) {}

  toDto(order: StoredOrder): OrderDto {
    const paidFen = order.paid_at === null ? 0 : sum(order.lines.map((line) => line.paidFen));
    const refundedFen =
      order.paid_at === null ? 0 : sum(order.refunds.filter(({ status }) => status === 'succeeded').map((refund) => refund.amountFen));
    return {
      id: this.orderIds.encode({ shopDbId: order.shop_id, orderNo: order.order_no }),
      shopId: this.shopIds.encode(order.shop_id),
      merchantId: order.merchant_id,
      orderNo: order.order_no,
      source: order.source,
      origin: order.origin,
      status: order.status,
      createdAt: beijingIso(order.created_at),
      paidAt: isoOrNull(order.paid_at),
      shippedAt: isoOrNull(order.shipped_at),
      liveSessionId: order.named_session_id,
      voidReason: order.void_reason,
      paidFen,
      refundedFen,
      netFen: paidFen - refundedFen,
      freightFen: fenFromSql(order.freight_fen),
      depositFen: fenFromSql(order.deposit_fen),
      currency: order.currency,
      exchangeRate: order.exchange_rate,
      reviewFlags: order.review_flags,
      lines: order.lines.map((line) => ({ ...line, shippedAt: isoOrNull(line.shippedAt) })),
      refunds: order.refunds.map((refund) => ({ ...refund, succeededAt: isoOrNull(refund.succeededAt) })),
    };
  }
}

/** In Beijing time, whether the time comes as a column or inside JSON. */
function isoOrNull(instant: Date | string | null): string | null {
  return instant === null ? null : beijingIso(new Date(instant));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
