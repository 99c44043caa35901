import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
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
      status: order.status,
      createdAt: beijingIso(order.created_at),
      paidAt: order.paid_at === null ? null : beijingIso(order.paid_at),
      liveSessionId: order.named_session_id,
      voidReason: order.void_reason,
      paidFen,
      refundedFen,
      netFen: paidFen - refundedFen,
      reviewFlags: order.review_flags,
      lines: order.lines,
      refunds: order.refunds.map((refund) => ({
        ...refund,
        succeededAt: refund.succeededAt === null ? null : beijingIso(new Date(refund.succeededAt)),
      })),
    };
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
