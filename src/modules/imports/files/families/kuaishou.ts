import type { FileRow } from '../file-row.js';
import { orderOf } from '../order-building.js';
import { latestTime, onlyRow } from '../order-rows.js';
import { channelOf, isRefunded } from '../order-words.js';
import { countIn, fenIn, idIn, rowFault, textIn, timeIn } from '../row-cells.js';
import type { Combined } from '../told-order.js';

const TIMES = ['订单创建时间', '订单支付时间', '发货时间'];
/** As the platform's own answers have it: an order has one item, whose line has no number. */
const ONLY_LINE = '1';

/** 实付款 holds 快递费. The file has no sum of what came back: see 抖店. */
export function combineKuaishou(rows: readonly FileRow[]): Combined {
  const row = onlyRow(rows, '订单号', ['商品ID']);
  const paidFen = fenIn(row, '实付款');
  if (paidFen === null) throw rowFault(row, 'no-paid-amount', '实付款');
  const freightFen = paidFen === 0 ? 0 : (fenIn(row, '快递费') ?? 0);
  if (paidFen < freightFen) throw rowFault(row, 'paid-less-than-freight', '实付款');
  const host = textIn(row, 'CPS达人ID');
  const afterSale = textIn(row, '售后状态');
  const line = {
    row,
    lineNo: ONLY_LINE,
    itemId: idIn(row, '商品ID', 'no-item'),
    skuId: '',
    title: textIn(row, '商品名称'),
    quantity: countIn(row, '成交数量') ?? 1,
    paidFen: paidFen - freightFen,
    refund: isRefunded(afterSale) ? { unknown: afterSale } : null,
  };
  return orderOf({
    orderNo: row.orderNo,
    statusWord: textIn(row, '订单状态'),
    createdAt: timeIn(row, '订单创建时间'),
    paidAt: timeIn(row, '订单支付时间'),
    shippedAt: timeIn(row, '发货时间'),
    completedAt: null,
    saidAt: latestTime(rows, TIMES),
    payWay: textIn(row, '支付方式'),
    payColumn: '订单支付时间',
    freightFen,
    roomId: null,
    hostId: /^[1-9]\d*$/.test(host) ? host : null,
    channel: channelOf(textIn(row, '订单载体')),
    lines: [line],
    refundedAt: null,
  });
}
