import type { RefundOfOrder } from './changed-orders.js';
import { kuaishouRefundStatus, KUAISHOU_CARRIERS, KUAISHOU_HANDLING_WAYS, KUAISHOU_ORDER_STATUSES } from './kuaishou-words.js';
import type { ShopDraft } from './platform-side.js';
import { lineOf, orderFen, type SimulatedLine, type SimulatedOrder } from './simulated-order.js';
import { bareId, epochMillis } from './wire-format.js';

/** An order as open.order.detail and open.order.cursor.list show it. */
export function kuaishouOrder(shop: ShopDraft, order: SimulatedOrder): Record<string, unknown> {
  return {
    orderBaseInfo: baseInfo(shop, order),
    orderItemInfo: order.lines.map(itemInfo)[0],
    orderRefundList: order.refunds.map((refund) => ({
      refundId: bareId(refund.refundNo),
      refundStatus: kuaishouRefundStatus(refund),
      refundReason: refund.reason,
    })),
    orderCpsInfo: {
      distributorId: order.hostId === null ? 0 : bareId(order.hostId),
      distributorName: order.hostId === null ? '' : order.hostName,
      activityUserId: 0,
      kwaiMoneyUserId: 0,
    },
    orderAddress: addressOf(order),
    orderLogisticsInfo:
      order.shippedAt === null ? [] : [{ expressNo: `YT${order.orderNo}`, expressCode: 6, createTime: epochMillis(order.shippedAt) }],
    orderNote: [],
  };
}

function baseInfo(shop: ShopDraft, order: SimulatedOrder): Record<string, unknown> {
  const refundedAt = order.refunds.map(({ succeededAt }) => epochMillis(succeededAt));
  return {
    oid: bareId(order.orderNo),
    status: KUAISHOU_ORDER_STATUSES[order.status],
    totalFee: orderFen(order),
    discountFee: 0,
    expressFee: order.freightFen,
    createTime: epochMillis(order.createdAt),
    payTime: epochMillis(order.paidAt),
    sendTime: epochMillis(order.shippedAt),
    recvTime: epochMillis(order.completedAt),
    updateTime: epochMillis(order.updatedAt),
    refundTime: Math.max(0, ...refundedAt),
    payType: 1,
    channel: 'others',
    cpsType: order.hostId === null ? 0 : 1,
    activityType: 1,
    coType: 0,
    preSale: 0,
    carrierType: KUAISHOU_CARRIERS[order.channel],
    remark: order.buyer.words,
    buyerOpenId: order.buyer.openId,
    buyerNick: order.buyer.name,
    buyerImage: 'https://example.com/head.jpg',
    sellerOpenId: 'f1Seller',
    sellerNick: '村播小店',
    orderSellerRoleInfo: { roleId: bareId(shop.externalShopId), roleName: '村播小店', roleType: 1 },
  };
}

function itemInfo(line: SimulatedLine): Record<string, unknown> {
  const price = Math.round(line.paidFen / line.quantity);
  return {
    orderItemId: bareId(line.lineNo),
    itemId: bareId(line.itemId),
    relItemId: 0,
    skuId: bareId(line.skuId),
    relSkuId: 0,
    num: line.quantity,
    price,
    originalPrice: price,
    discountFee: 0,
    goodsCode: '',
    skuNick: '',
    skuDesc: '默认规格',
    itemTitle: line.title,
    itemType: line.isGift ? 2 : 1,
  };
}

function addressOf({ buyer }: SimulatedOrder): Record<string, unknown> {
  return {
    consignee: buyer.name,
    mobile: buyer.phone,
    address: buyer.address,
    encryptedConsignee: `##${buyer.name}`,
    encryptedMobile: `$$${buyer.phone}`,
    desensitiseMobile: `${buyer.phone.slice(0, 3)}****${buyer.phone.slice(-4)}`,
    province: buyer.province,
    city: buyer.city,
    district: buyer.district,
  };
}

/** A refund as open.seller.order.refund.detail shows it: one amount, of which freight is an untold part. */
export function kuaishouRefund(shop: ShopDraft, { order, refund }: RefundOfOrder): Record<string, unknown> {
  const line = lineOf(order, refund);
  return {
    refundId: bareId(refund.refundNo),
    oid: bareId(order.orderNo),
    status: kuaishouRefundStatus(refund),
    handlingWay: KUAISHOU_HANDLING_WAYS[refund.kind],
    refundFee: refund.amountFen + refund.freightFen,
    refundType: 1,
    negotiateStatus: 0,
    refundReason: 1,
    refundDesc: refund.reason,
    itemId: bareId(line.itemId),
    relItemId: 0,
    skuId: bareId(line.skuId),
    relSkuId: 0,
    skuNick: '',
    sellerId: bareId(shop.externalShopId),
    buyerId: 700_000_000 + order.serial,
    submitTime: epochMillis(refund.appliedAt),
    createTime: epochMillis(refund.appliedAt),
    updateTime: epochMillis(refund.updatedAt),
    endTime: epochMillis(refund.succeededAt),
    negotiateUpdateTime: epochMillis(refund.updatedAt),
    receiptStatus: order.completedAt === null ? 0 : 1,
    logisticsId: 0,
  };
}
